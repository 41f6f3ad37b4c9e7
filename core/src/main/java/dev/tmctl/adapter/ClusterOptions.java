package dev.tmctl.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tmctl.json.JsonTrees;
import dev.tmctl.target.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an adapter is told that runs in a cluster or is exposed: by a Knative controller, which sets variables for
/// every
/// adapter whether it has a use for them or not, and by an operator.
///
/// @param metrics where metrics are shown beside the port of events, or null
/// @param checkStream whether it is ready only while the stream answers
/// @param security who may reach the listener
/// @param eventLabels whether metrics tell events apart by type and source
/// @param warnings what is odd in the variables, but keeps nothing from working
record ClusterOptions(
        @Nullable MetricsEndpoint metrics,
        boolean checkStream,
        ListenerSecurity security,
        boolean eventLabels,
        List<String> warnings) {
    static final ClusterOptions NONE = new ClusterOptions(null, false, ListenerSecurity.NONE, true, List.of());

    /// Makes the readiness probe ask for the stream.
    static final String CHECK_STREAM = "TMCTL_ADAPTER_CHECK_STREAM";

    /// Whether metrics have the labels `event_type` and `event_source`.
    static final String EVENT_LABELS = "TMCTL_ADAPTER_EVENT_LABELS";

    private static final String OVERRIDES = "K_CE_OVERRIDES";
    private static final String TRACING = "K_TRACING_CONFIG";

    /// All variables that are read here or by [LoggingConfig].
    static final Set<String> VARIABLES = Set.of(
            MetricsEndpoint.PORT,
            MetricsEndpoint.HOST,
            MetricsEndpoint.CONFIG,
            CHECK_STREAM,
            EVENT_LABELS,
            ListenerSecurity.CERTIFICATE,
            ListenerSecurity.KEY,
            ListenerSecurity.TOKENS,
            OVERRIDES,
            TRACING,
            LoggingConfig.VARIABLE);

    /// Reads the variables.
    ///
    /// @param port of events
    static ClusterOptions read(Variables variables, int port) {
        List<String> warnings = new ArrayList<>();
        String logging =
                LoggingConfig.parse(variables.text(LoggingConfig.VARIABLE)).warning();
        if (logging != null) {
            warnings.add(logging);
        }
        MetricsEndpoint metrics = MetricsEndpoint.read(variables, warnings);
        if (metrics != null && metrics.port() == port) {
            variables.violate(
                    MetricsEndpoint.PORT, "is " + port + " like PORT, where /metrics is already; give another or none");
        }
        boolean checkStream = Boolean.TRUE.equals(variables.flag(CHECK_STREAM));
        ListenerSecurity security = ListenerSecurity.read(variables);
        checkOverrides(variables);
        checkTracing(variables, warnings);
        boolean eventLabels = !Boolean.FALSE.equals(variables.flag(EVENT_LABELS));
        return new ClusterOptions(metrics, checkStream, security, eventLabels, List.copyOf(warnings));
    }

    /// They are for events that a component sends, and this one only replies; but what is no JSON keeps upstream's
    /// adapter from starting.
    private static void checkOverrides(Variables variables) {
        String text = variables.text(OVERRIDES);
        if (text != null && json(text) == null) {
            variables.violate(OVERRIDES, "is not JSON; expected {\"extensions\":{NAME:VALUE}}");
        }
    }

    private static void checkTracing(Variables variables, List<String> warnings) {
        String text = variables.text(TRACING);
        if (text == null) {
            return;
        }
        JsonNode map = json(text);
        if (map == null || !map.isObject()) {
            warnings.add(TRACING + ": it is not " + (map == null ? "JSON" : "a JSON object") + "; it is ignored");
            return;
        }
        JsonNode given = map.path("backend");
        if (given.isContainerNode()) {
            warnings.add(TRACING + ": backend is no text; it is ignored, there are no traces");
            return;
        }
        String backend = given.asText("none");
        if (!backend.isEmpty() && !backend.equals("none")) {
            warnings.add(TRACING + ": the backend " + Quoted.of(backend) + " is ignored, there are no traces");
        }
    }

    private static @Nullable JsonNode json(String text) {
        try {
            return JsonTrees.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
