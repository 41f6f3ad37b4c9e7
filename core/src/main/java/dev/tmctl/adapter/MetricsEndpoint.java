package dev.tmctl.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tmctl.json.JsonTrees;
import dev.tmctl.target.Quoted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The port of its own on which a Knative adapter shows its metrics, beside the port of events.
///
/// @param host the address to listen on
/// @param port the port to listen on
/// @see <a href="https://knative.dev/docs/eventing/observability/metrics/collecting-metrics/">Collecting metrics</a>
record MetricsEndpoint(String host, int port) {
    static final String PORT = "METRICS_PROMETHEUS_PORT";
    static final String HOST = "METRICS_PROMETHEUS_HOST";
    static final String CONFIG = "K_METRICS_CONFIG";

    /// Upstream takes none below.
    private static final int MIN_PORT = 1024;

    private static final String MAP = "ConfigMap";
    private static final String BACKEND = "metrics.backend-destination";

    /// Reads the variables.
    ///
    /// @param warnings gets what is odd, but keeps nothing from working
    /// @return null where no port is given, or the backend is `none`
    static @Nullable MetricsEndpoint read(Variables variables, List<String> warnings) {
        Integer port = variables.port(PORT, MIN_PORT);
        String backend = backend(variables.text(CONFIG), warnings);
        if (port == null || backend.equals("none")) {
            return null;
        }
        if (!backend.isEmpty() && !backend.equals("prometheus")) {
            warnings.add(CONFIG + ": " + BACKEND + " " + Quoted.of(backend) + " is not known here; metrics are in the"
                    + " Prometheus format on /metrics");
        }
        return new MetricsEndpoint(variables.text(HOST, "0.0.0.0"), port);
    }

    private static String backend(@Nullable String config, List<String> warnings) {
        if (config == null) {
            return "";
        }
        JsonNode map;
        try {
            map = JsonTrees.mapper().readTree(config);
        } catch (JsonProcessingException e) {
            warnings.add(CONFIG + ": it is not JSON; it is ignored");
            return "";
        }
        JsonNode settings = map.path(MAP);
        JsonNode backend = settings.path(BACKEND);
        String odd = !map.isObject()
                ? "it is not a JSON object"
                : !isNothing(settings) && !settings.isObject()
                        ? MAP + " is no JSON object"
                        : !isNothing(backend) && !backend.isTextual() ? BACKEND + " is no text" : null;
        if (odd != null) {
            warnings.add(CONFIG + ": " + odd + "; it is ignored");
            return "";
        }
        return backend.asText("");
    }

    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }
}
