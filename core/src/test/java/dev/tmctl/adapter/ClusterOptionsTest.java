package dev.tmctl.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The variables that a controller or an operator sets for an adapter in a cluster.
class ClusterOptionsTest {

    private static ClusterOptions read(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        ClusterOptions options = ClusterOptions.read(variables, 8080);
        assertThat(variables.violations()).isEmpty();
        return options;
    }

    private static List<String> violations(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        ClusterOptions.read(variables, 8080);
        return variables.violations().stream().map(Object::toString).toList();
    }

    /// As upstream's controller fills it for every target, with the ConfigMaps of an untouched Knative.
    @Test
    void takesWhatUpstreamsControllerSets() {
        Map<String, String> environment = new HashMap<>();
        environment.put("K_COMPONENT", "awskinesistarget");
        environment.put("K_SINK_TIMEOUT", "30");
        environment.put("K_SINK", "");
        environment.put("METRICS_PROMETHEUS_PORT", "9092");
        environment.put("NAMESPACE", "prod");
        environment.put("NAME", "orders");
        environment.put(
                "K_LOGGING_CONFIG",
                "{\"zap-logger-config\":\"{\\n  \\\"level\\\": \\\"info\\\",\\n  \\\"development\\\": false\\n}\"}");
        environment.put(
                "K_METRICS_CONFIG",
                "{\"Domain\":\"triggermesh.io/sources\",\"Component\":\"awskinesistarget\",\"PrometheusPort\":0,"
                        + "\"PrometheusHost\":\"\",\"ConfigMap\":{\"metrics.backend-destination\":\"prometheus\"}}");
        environment.put(
                "K_TRACING_CONFIG",
                "{\"backend\":\"none\",\"debug\":\"false\",\"sample-rate\":\"0.1\",\"zipkin-endpoint\":\"\"}");
        assertThat(read(environment))
                .isEqualTo(new ClusterOptions(
                        new MetricsEndpoint("0.0.0.0", 9092), false, ListenerSecurity.NONE, true, List.of()));
    }

    @Test
    void isNothingOnALaptop() {
        assertThat(read(Map.of())).isEqualTo(ClusterOptions.NONE);
    }

    @Test
    void takesWhatAnOperatorSets() {
        assertThat(read(Map.of(
                        "TMCTL_ADAPTER_CHECK_STREAM", "true",
                        "TMCTL_ADAPTER_EVENT_LABELS", "false",
                        "TMCTL_ADAPTER_TLS_CERT", "/tls/tls.crt",
                        "TMCTL_ADAPTER_TLS_KEY", "/tls/tls.key",
                        "TMCTL_ADAPTER_TOKEN_FILE", "/token/tokens",
                        "METRICS_PROMETHEUS_PORT", "1024",
                        "METRICS_PROMETHEUS_HOST", "127.0.0.1",
                        "K_CE_OVERRIDES", "{\"extensions\":{\"a\":\"b\"}}")))
                .isEqualTo(new ClusterOptions(
                        new MetricsEndpoint("127.0.0.1", 1024),
                        true,
                        new ListenerSecurity(
                                Path.of("/tls/tls.crt"), Path.of("/tls/tls.key"), Path.of("/token/tokens")),
                        false,
                        List.of()));
    }

    @Test
    void showsNoMetricsOnAPortOfTheirOwnWithoutABackend() {
        assertThat(read(Map.of(
                                "METRICS_PROMETHEUS_PORT",
                                "9090",
                                "K_METRICS_CONFIG",
                                "{\"ConfigMap\":{\"metrics.backend-destination\":\"none\"}}"))
                        .metrics())
                .isNull();
    }

    @Test
    void warnsOfWhatItDoesNotDo() {
        assertThat(read(Map.of(
                                "METRICS_PROMETHEUS_PORT", "9090",
                                "K_LOGGING_CONFIG", "[]",
                                "K_METRICS_CONFIG", "{\"ConfigMap\":{\"metrics.backend-destination\":\"opencensus\"}}",
                                "K_TRACING_CONFIG", "{\"backend\":\"zipkin\"}"))
                        .warnings())
                .containsExactly(
                        "K_LOGGING_CONFIG: it is not a JSON object; the level is info",
                        "K_METRICS_CONFIG: metrics.backend-destination \"opencensus\" is not known here; metrics are in"
                                + " the Prometheus format on /metrics",
                        "K_TRACING_CONFIG: the backend \"zipkin\" is ignored, there are no traces");
        assertThat(read(Map.of("K_METRICS_CONFIG", "{", "K_TRACING_CONFIG", "yes"))
                        .warnings())
                .containsExactly(
                        "K_METRICS_CONFIG: it is not JSON; it is ignored",
                        "K_TRACING_CONFIG: it is not JSON; it is ignored");
    }

    /// One line each, and the adapter starts.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "K_LOGGING_CONFIG|{\"loglevel.awskinesistarget\":5}|loglevel.awskinesistarget is no text; the level is info",
                "K_LOGGING_CONFIG|{\"zap-logger-config\":{\"level\":\"debug\"}}|zap-logger-config is no text; the level is "
                        + "info",
                "K_LOGGING_CONFIG|{\"zap-logger-config\":\"[]\"}|zap-logger-config is not a JSON object; the level is info",
                "K_LOGGING_CONFIG|{\"zap-logger-config\":\"{\\\"level\\\":1}\"}|level in zap-logger-config is no text; the "
                        + "level is info",
                "K_METRICS_CONFIG|[]|it is not a JSON object; it is ignored",
                "K_METRICS_CONFIG|{\"ConfigMap\":\"none\"}|ConfigMap is no JSON object; it is ignored",
                "K_METRICS_CONFIG|{\"ConfigMap\":{\"metrics.backend-destination\":false}}|metrics.backend-destination is no "
                        + "text; it is ignored",
                "K_TRACING_CONFIG|[]|it is not a JSON object; it is ignored",
                "K_TRACING_CONFIG|{\"backend\":{}}|backend is no text; it is ignored, there are no traces"
            })
    void warnsOfAnInnerShapeThatIsNone(String variable, String value, String warning) {
        assertThat(read(Map.of(variable, value)).warnings()).containsExactly(variable + ": " + warning);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"ConfigMap\":null}",
                "{\"ConfigMap\":{}}",
                "{\"ConfigMap\":{\"metrics.backend-destination\":null}}"
            })
    void takesWhatGoMakesOfNothing(String metrics) {
        assertThat(read(Map.of("K_METRICS_CONFIG", metrics, "K_TRACING_CONFIG", "{\"backend\":null}"))
                        .warnings())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1023", "65536", "http", "0"})
    void takesOnlyMetricsPortsThatUpstreamTakes(String port) {
        assertThat(violations(Map.of("METRICS_PROMETHEUS_PORT", port)))
                .containsExactly("METRICS_PROMETHEUS_PORT: \"" + port + "\" is not a port; expected 1024 to 65535");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "METRICS_PROMETHEUS_PORT|8080|METRICS_PROMETHEUS_PORT: is 8080 like PORT, where /metrics is already; "
                        + "give another or none",
                "TMCTL_ADAPTER_CHECK_STREAM|yes|TMCTL_ADAPTER_CHECK_STREAM: \"yes\" is not a boolean; "
                        + "expected true or false",
                "TMCTL_ADAPTER_TLS_CERT|a|TMCTL_ADAPTER_TLS_KEY: is missing; "
                        + "TMCTL_ADAPTER_TLS_CERT needs the file of its private key",
                "TMCTL_ADAPTER_TLS_KEY|a|TMCTL_ADAPTER_TLS_CERT: is missing; "
                        + "TMCTL_ADAPTER_TLS_KEY needs the file of its certificate",
                "K_CE_OVERRIDES|a=b|K_CE_OVERRIDES: is not JSON; expected {\"extensions\":{NAME:VALUE}}"
            })
    void refuses(String variable, String value, String violation) {
        assertThat(violations(Map.of(variable, value))).containsExactly(violation);
    }

    @Test
    void isNotInheritedByAnAdapterOnALaptop() {
        assertThat(AdapterSettings.foreignVariables(new dev.tmctl.delivery.FakeKinesis().target()))
                .containsAll(ClusterOptions.VARIABLES);
    }
}
