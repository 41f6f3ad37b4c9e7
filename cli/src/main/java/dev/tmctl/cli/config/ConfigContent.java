package dev.tmctl.cli.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tmctl.manifest.InvalidManifestException;
import dev.tmctl.manifest.Written;
import dev.tmctl.manifest.YamlDocuments;
import dev.tmctl.target.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What `config.yaml` says, as far as it can be read, and what is wrong with it.
///
/// @param values the settings that have a value, allowed or not, by their keys
/// @param mistakes all that is wrong, in the order of the file
record ConfigContent(Map<String, String> values, List<ConfigMistake> mistakes) {
    /// What upstream's tool keeps in the file: it is nobody's mistake.
    private static final Set<String> UPSTREAM = Set.of("triggermesh", "schemaregistry", "docker");

    /// Each takes the whole text once.
    private static final int MAX_TRIED = 100;

    /// Reads a text. A parser is loaded only for what is more than settings with valid values, since every
    /// command comes here and a YAML parser takes longer than many commands.
    static ConfigContent of(ConfigText text) {
        return text.settings()
                .map(values -> new ConfigContent(values, List.of()))
                .orElseGet(() -> parsed(text));
    }

    private static ConfigContent parsed(ConfigText text) {
        try {
            return checked(map(text));
        } catch (InvalidManifestException e) {
            Map<String, String> readable = new LinkedHashMap<>();
            for (String key : Setting.keys()) {
                String value = text.value(key);
                if (value != null) {
                    readable.put(key, value);
                }
            }
            return new ConfigContent(
                    readable, List.of(new ConfigMistake(culprit(text), String.valueOf(e.getMessage()))));
        }
    }

    /// The map that a text is.
    ///
    /// @throws InvalidManifestException when it is not one; the message goes on behind the name of the file
    static ObjectNode map(ConfigText text) {
        String name = "it ";
        JsonNode content;
        try {
            content = YamlDocuments.only(text.text(), name.strip());
        } catch (InvalidManifestException e) {
            throw new InvalidManifestException(String.valueOf(e.getMessage()).substring(name.length()));
        }
        if (content instanceof ObjectNode map) {
            return map;
        }
        if (content.isNull() || content.isMissingNode()) {
            return JsonNodeFactory.instance.objectNode();
        }
        throw new InvalidManifestException("is not a map of keys and values");
    }

    /// The key without whose lines the text is valid, or null when there is none.
    private static @Nullable String culprit(ConfigText text) {
        return text.keys().stream()
                .distinct()
                .limit(MAX_TRIED)
                .filter(key -> isMap(text.without(key)))
                .findFirst()
                .orElse(null);
    }

    private static boolean isMap(ConfigText text) {
        try {
            map(text);
            return true;
        } catch (InvalidManifestException e) {
            return false;
        }
    }

    private static ConfigContent checked(ObjectNode map) {
        Map<String, String> values = new LinkedHashMap<>();
        List<ConfigMistake> mistakes = new ArrayList<>();
        map.properties().forEach(property -> {
            String key = property.getKey();
            Setting setting = Setting.of(key).orElse(null);
            if (setting == null) {
                if (!UPSTREAM.contains(key.toLowerCase(Locale.ROOT))) {
                    String known = String.join(", ", Setting.keys()).replaceFirst(", (\\w+)$", " and $1");
                    mistakes.add(new ConfigMistake(key, "is no setting; the settings are " + known));
                }
                return;
            }
            JsonNode node = property.getValue();
            if (node.isNull()) {
                mistakes.add(new ConfigMistake(key, "has no value; expected " + setting.expected()));
            } else if (node.isContainerNode()) {
                mistakes.add(new ConfigMistake(
                        key, "is a " + (node.isArray() ? "list" : "map") + ", not " + setting.expected()));
            } else {
                // 007 and yes are names too
                String value = Written.of(node);
                values.put(key, value);
                if (!setting.takes(value)) {
                    mistakes.add(new ConfigMistake(key, Quoted.of(value) + " is not " + setting.expected()));
                }
            }
        });
        return new ConfigContent(values, mistakes);
    }
}
