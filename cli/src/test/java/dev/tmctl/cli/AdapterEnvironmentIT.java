package dev.tmctl.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tmctl.aws.PrivateAuthority;
import dev.tmctl.delivery.FakeKinesis;
import dev.tmctl.delivery.Fault;
import dev.tmctl.delivery.FaultyKinesis;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a Knative controller and an operator tell an adapter, and what one on a laptop does not listen to.
class AdapterEnvironmentIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final FaultyKinesis kinesis = new FaultyKinesis(1, new Fault.Plan() {});
    private final Path home;

    AdapterEnvironmentIT(@TempDir Path home) throws IOException {
        this.home = home;
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        kinesis.close();
        Footprint.killAll(home);
    }

    private ForegroundAdapter start(int port, Map<String, String> more) throws IOException {
        Map<String, String> environment = new TreeMap<>(more);
        environment.putAll(Map.of(
                "ARN", "arn:aws:kinesis:us-east-1:000000000000:stream/orders",
                "AWS_KINESIS_PARTITION", "p",
                "AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "AWS_ENDPOINT_URL_KINESIS",
                        more.getOrDefault("KINESIS", kinesis.endpoint().toString()),
                "PORT", Integer.toString(port),
                "TMCTL_ADAPTER_HOST", "127.0.0.1"));
        return new ForegroundAdapter(new InstalledTmctl(home, environment).start(new File("/dev/null"), "adapter"));
    }

    private int post(URI adapter) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(adapter)
                                .headers("ce-specversion", "1.0", "ce-id", "1", "ce-source", "/s", "ce-type", "t")
                                .POST(HttpRequest.BodyPublishers.ofString("1"))
                                .build(),
                        BodyHandlers.ofString(UTF_8))
                .statusCode();
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    @Test
    void should_log_nothing_below_the_level_that_knative_gives() throws Exception {
        int port = freePort();
        URI url = URI.create("http://127.0.0.1:" + port);
        try (ForegroundAdapter adapter =
                start(port, Map.of("K_LOGGING_CONFIG", "{\"zap-logger-config\":\"{\\\"level\\\":\\\"error\\\"}\"}"))) {
            Awaitility.await()
                    .atMost(TIMEOUT)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> post(url) == 200);
            assertThat(adapter.terminate()).isZero();
            assertThat(adapter.lines()).isEmpty();
        }
    }

    @Test
    void should_start_and_warn_when_it_cannot_read_what_knative_gives() throws Exception {
        try (ForegroundAdapter adapter = start(
                0, Map.of("K_LOGGING_CONFIG", "level: debug", "K_METRICS_CONFIG", "{", "K_TRACING_CONFIG", "[]"))) {
            assertThat(post(adapter.url())).isEqualTo(200);
            adapter.awaitMessage("K_LOGGING_CONFIG: it is not JSON; the level is info");
            adapter.awaitMessage("K_METRICS_CONFIG: it is not JSON; it is ignored");
            adapter.awaitMessage("K_TRACING_CONFIG: it is not a JSON object; it is ignored");
            assertThat(adapter.terminate()).isZero();
            assertThat(adapter.lines())
                    .filteredOn(line -> line.contains("\"WARNING\""))
                    .hasSize(3);
        }
    }

    private void assertNotStarted(Map<String, String> more, String why) throws Exception {
        try (ForegroundAdapter adapter = start(0, more)) {
            assertThat(adapter.awaitEnd()).isEqualTo(1);
            assertThat(adapter.lines()).hasSize(1);
            JsonNode line = new ObjectMapper().readTree(adapter.lines().getFirst());
            assertThat(line.path("severity").asText()).isEqualTo("EMERGENCY");
            assertThat(line.path("message").asText()).isEqualTo("the adapter cannot start: " + why);
        }
    }

    /// Whatever keeps it from starting, expected or not.
    @Test
    void should_say_in_one_line_why_it_cannot_start() throws Exception {
        assertNotStarted(
                Map.of("AWS_ENDPOINT_URL_STS", "sts:443"),
                "AWS_ENDPOINT_URL_STS: \"sts:443\" is not a URL; expected http(s)://HOST[:PORT]");
        assertNotStarted(
                Map.of("AWS_CA_BUNDLE", "/nonexistent/ca.pem", "KINESIS", "https://127.0.0.1:1"),
                "AWS_CA_BUNDLE: /nonexistent/ca.pem: no such file");
        Path config = Files.writeString(home.resolve("config"), "[default]\nregion\n");
        try (ForegroundAdapter adapter = start(0, Map.of("AWS_CONFIG_FILE", config.toString()))) {
            assertThat(adapter.awaitEnd()).isEqualTo(1);
            assertThat(adapter.lines()).hasSize(1);
            assertThat(new ObjectMapper()
                            .readTree(adapter.lines().getFirst())
                            .path("message")
                            .asText())
                    .isEqualTo("the adapter cannot start: " + config
                            + " is not a file of AWS profiles: Expected an '=' sign defining a property on line 2");
        }
    }

    /// For the adapter and for a command that calls AWS itself.
    @Test
    void should_trust_the_authorities_of_a_bundle() throws Exception {
        try (PrivateAuthority aws = new PrivateAuthority(Files.createDirectory(home.resolve("authority")))) {
            aws.server().stubFor(any(anyUrl()).willReturn(FakeKinesis.stored("1")));
            Map<String, String> told = Map.of("AWS_CA_BUNDLE", aws.bundle().toString(), "KINESIS", aws.url());
            try (ForegroundAdapter adapter = start(0, told)) {
                assertThat(post(adapter.url())).isEqualTo(200);
                assertThat(adapter.terminate()).isZero();
            }
            String[] send = {
                "send",
                "--direct",
                "--arn",
                "arn:aws:kinesis:us-east-1:000000000000:stream/orders",
                "--partition",
                "p",
                "--endpoint",
                aws.url(),
                "x"
            };
            InstalledTmctl.Result trusted = tmctl(told).run(send);
            assertThat(trusted.code()).as(trusted.err()).isZero();
            InstalledTmctl.Result doubted = tmctl(Map.of()).run(send);
            assertThat(doubted.err()).endsWith("""
                     was not stored in orders: CertificateNotTrusted: the endpoint's certificate is not trusted: unable to find valid \
                    certification path to requested target
                    hint:  check --endpoint; for an authority of your own: AWS_CA_BUNDLE=FILE, its certificate as PEM
                    """);
            assertThat(doubted.code()).isEqualTo(5);
            InstalledTmctl.Result missing =
                    tmctl(Map.of("AWS_CA_BUNDLE", "gone.pem")).run(send);
            assertThat(missing.err()).isEqualTo("""
                    error: 1 value is not valid
                      AWS_CA_BUNDLE  gone.pem: no such file
                    """);
            assertThat(missing.code()).isEqualTo(2);
            InstalledTmctl.Result endpoint = tmctl(Map.of("AWS_ENDPOINT_URL_KINESIS", "http://[::1"))
                    .run("send", "--direct", "--arn", send[3], "--partition", "p", "x");
            assertThat(endpoint.err()).isEqualTo("""
                    error: 1 value is not valid
                      AWS_ENDPOINT_URL_KINESIS  "http://[::1" is not a URL; expected http(s)://HOST[:PORT]
                    """);
        }
    }

    private InstalledTmctl tmctl(Map<String, String> more) {
        Map<String, String> environment = new TreeMap<>(more);
        environment.put("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
        environment.put("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
        return new InstalledTmctl(home, environment);
    }

    /// The variables of the user's shell are for adapters in the foreground: one of a target stays on
    /// loopback and open.
    @Test
    void should_not_reach_the_adapter_of_a_target() throws Exception {
        InstalledTmctl tmctl = new InstalledTmctl(
                home,
                Map.of(
                        "METRICS_PROMETHEUS_PORT", "http",
                        "TMCTL_ADAPTER_TOKEN_FILE", "/nonexistent",
                        "TMCTL_ADAPTER_TLS_CERT", "/nonexistent",
                        "TMCTL_ADAPTER_CHECK_STREAM", "yes",
                        "K_CE_OVERRIDES", "none"));
        InstalledTmctl.Result created =
                tmctl.run("create", "target", "awskinesis", "--local", "--name", "t", "--partition", "p");
        assertThat(created.code()).as(created.err()).isZero();
        assertThat(tmctl.run("send", "x").code()).isZero();
        tmctl.stopEverything();
    }
}
