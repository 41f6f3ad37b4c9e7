package dev.tmctl.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tmctl.json.JsonTrees;
import dev.tmctl.target.Quoted;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/// The level of the adapter's log from `K_LOGGING_CONFIG`, a JSON map of strings that a Knative controller copies from
/// its ConfigMap `config-logging`: `loglevel.<component>` wins over the `level` inside `zap-logger-config`. What cannot
/// be read never keeps an adapter from starting.
///
/// @param level the least level that is written
/// @param warning what was wrong with it in one line, or null
/// @see <a href="https://knative.dev/docs/eventing/observability/logging/config-logging/">Configuring log settings</a>
public record LoggingConfig(Level level, @Nullable String warning) {
    /// The variable.
    public static final String VARIABLE = "K_LOGGING_CONFIG";

    /// The component whose level counts; upstream's adapter has this name whatever `K_COMPONENT` says.
    static final String COMPONENT = "awskinesistarget";

    private static final String COMPONENT_KEY = "loglevel." + COMPONENT;
    private static final String ZAP_KEY = "zap-logger-config";

    /// From INFO on.
    private static final LoggingConfig DEFAULT = new LoggingConfig(Level.INFO, null);

    /// zap's names. Nothing here is logged above ERROR but what ends the process.
    private static final Map<String, Level> LEVELS = Map.of(
            "debug", Level.FINE,
            "info", Level.INFO,
            "warn", Level.WARNING,
            "error", Level.SEVERE,
            "dpanic", Level.OFF,
            "panic", Level.OFF,
            "fatal", Level.OFF);

    /// Reads the environment.
    public static LoggingConfig of(Map<String, String> environment) {
        return parse(environment.get(VARIABLE));
    }

    static LoggingConfig parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return DEFAULT;
        }
        try {
            return read(JsonTrees.mapper().readTree(text));
        } catch (JsonProcessingException e) {
            return unreadable("it is not JSON");
        }
    }

    private static LoggingConfig read(JsonNode map) throws JsonProcessingException {
        if (!map.isObject()) {
            return unreadable("it is not a JSON object");
        }
        for (String key : List.of(COMPONENT_KEY, ZAP_KEY)) {
            if (map.hasNonNull(key) && !map.path(key).isTextual()) {
                return unreadable(key + " is no text");
            }
        }
        String own = map.path(COMPONENT_KEY).asText("");
        if (!own.isEmpty()) {
            return level(own).map(LoggingConfig::at).orElseGet(() -> unreadable(COMPONENT_KEY + " is no level"));
        }
        String zap = map.path(ZAP_KEY).asText("");
        if (zap.isBlank()) {
            return DEFAULT;
        }
        JsonNode inner;
        try {
            inner = JsonTrees.mapper().readTree(zap);
        } catch (JsonProcessingException e) {
            return unreadable(ZAP_KEY + " is not JSON");
        }
        if (!inner.isObject()) {
            return unreadable(ZAP_KEY + " is not a JSON object");
        }
        if (inner.hasNonNull("level") && !inner.path("level").isTextual()) {
            return unreadable("level in " + ZAP_KEY + " is no text");
        }
        String level = inner.path("level").asText("");
        return level.isEmpty()
                ? DEFAULT
                : level(level)
                        .map(LoggingConfig::at)
                        .orElseGet(() -> unreadable("level " + Quoted.of(level) + " in " + ZAP_KEY + " is none"));
    }

    private static Optional<Level> level(String name) {
        return Optional.ofNullable(LEVELS.get(name.toLowerCase(Locale.ROOT)));
    }

    private static LoggingConfig at(Level level) {
        return new LoggingConfig(level, null);
    }

    private static LoggingConfig unreadable(String why) {
        return new LoggingConfig(Level.INFO, VARIABLE + ": " + why + "; the level is info");
    }
}
