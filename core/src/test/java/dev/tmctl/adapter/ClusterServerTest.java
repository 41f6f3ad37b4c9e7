package dev.tmctl.adapter;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.tmctl.delivery.FakeKinesis.answer;
import static dev.tmctl.delivery.FakeKinesis.error;
import static dev.tmctl.delivery.FakeKinesis.stored;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.tmctl.delivery.FakeKinesis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an adapter does in a cluster beyond taking events: metrics on a port of their own, readiness,
/// handshakes.
class ClusterServerTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final FakeKinesis kinesis = new FakeKinesis();
    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable AdapterServer adapter;

    @AfterEach
    void stop() {
        if (adapter != null) {
            adapter.close();
        }
        client.close();
        kinesis.close();
    }

    private AdapterServer start(@Nullable MetricsEndpoint metrics, boolean checkStream) throws IOException {
        AdapterServer started = AdapterServer.start(
                new AdapterSettings(
                        kinesis.target(),
                        "127.0.0.1",
                        0,
                        "prod",
                        new ClusterOptions(metrics, checkStream, ListenerSecurity.NONE, true, List.of())),
                Map.of());
        adapter = started;
        return started;
    }

    private HttpResponse<String> send(int port, String path, String method, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.ofString(method.equals("POST") ? "1" : ""));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    @Test
    void showsTheSameMetricsOnBothPorts() throws Exception {
        kinesis.answers("PutRecord", stored("1"));
        int port = freePort();
        AdapterServer server = start(new MetricsEndpoint("127.0.0.1", port), false);
        assertThat(send(
                                server.port(),
                                "/",
                                "POST",
                                "ce-specversion",
                                "1.0",
                                "ce-id",
                                "1",
                                "ce-source",
                                "/s",
                                "ce-type",
                                "t")
                        .statusCode())
                .isEqualTo(200);
        String sample = "awskinesistarget_event_processing_success_count{event_source=\"/s\",event_type=\"t\","
                + "name=\"orders\",namespace_name=\"prod\","
                + "resource_group=\"awskinesistargets.targets.triggermesh.io\"} 1.0";
        assertThat(send(port, "/metrics", "GET").body().lines()).contains(sample);
        assertThat(send(server.port(), "/metrics", "GET").body().lines()).contains(sample);
        assertThat(send(port, "/", "POST", "ce-specversion", "1.0").statusCode())
                .isEqualTo(404);
        assertThat(send(port, "/readyz", "GET").statusCode()).isEqualTo(404);
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            MetricsEndpoint endpoint = new MetricsEndpoint("127.0.0.1", taken.getLocalPort());
            assertThatThrownBy(() -> start(endpoint, false))
                    .isInstanceOf(IOException.class)
                    .hasMessage("cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": the port is in use");
        }
    }

    static Stream<Arguments> answers() {
        String summary = "{\"StreamDescriptionSummary\":{\"StreamName\":\"orders\",\"StreamARN\":\"arn\","
                + "\"StreamStatus\":\"%s\",\"RetentionPeriodHours\":24,\"OpenShardCount\":1,"
                + "\"StreamCreationTimestamp\":1,\"EnhancedMonitoring\":[]}}";
        return Stream.of(
                Arguments.of("active", answer(200, summary.formatted("ACTIVE")), "200 ready"),
                Arguments.of("updating", answer(200, summary.formatted("UPDATING")), "200 ready"),
                Arguments.of("creating", answer(200, summary.formatted("CREATING")), "503 the stream is CREATING"),
                // who may put need not be allowed to describe
                Arguments.of("denied", error(400, "AccessDeniedException", "no"), "200 ready"),
                Arguments.of("too many ask", error(400, "LimitExceededException", "slowly"), "200 ready"),
                Arguments.of(
                        "gone",
                        error(400, "ResourceNotFoundException", "Stream orders under account 123456789012 not found."),
                        "503 the stream does not answer: ResourceNotFoundException: "
                                + "Stream orders under account 123456789012 not found."),
                Arguments.of(
                        "credentials",
                        error(400, "UnrecognizedClientException", "who is that"),
                        "503 the stream does not answer: UnrecognizedClientException: who is that"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void isReadyWhileTheStreamAnswers(String name, ResponseDefinitionBuilder kinesisSays, String expected)
            throws Exception {
        kinesis.answers("DescribeStreamSummary", kinesisSays);
        AdapterServer server = start(null, true);
        Awaitility.await().atMost(TIMEOUT).until(() -> !ready(server).equals("503 the stream has not answered yet"));
        assertThat(ready(server)).isEqualTo(expected);
        assertThat(send(server.port(), "/healthz", "GET").body()).isEqualTo("ok\n");
    }

    @Test
    void isNotReadyWhileNobodyAnswers() throws Exception {
        kinesis.answers("DescribeStreamSummary", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        AdapterServer server = start(null, true);
        Awaitility.await()
                .atMost(TIMEOUT)
                .until(() -> ready(server).startsWith("503 the stream does not answer: EndpointUnreachable: "));
    }

    @Test
    void isReadyWithoutTheStreamUnlessToldOtherwise() throws Exception {
        kinesis.answers("DescribeStreamSummary", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        assertThat(ready(start(null, false))).isEqualTo("200 ready");
    }

    private String ready(AdapterServer server) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(server.port(), "/readyz", "GET");
        return answer.statusCode() + " " + answer.body().strip();
    }

    @ParameterizedTest
    @CsvSource({
        "/,eventemitter.example.com",
        "/hook/7,*.example.com",
        "/healthz,eventgrid.azure.net",
        "/,*",
    })
    void agreesToBeSentTo(String path, String origin) throws Exception {
        HttpResponse<String> answer = send(
                start(null, false).port(),
                path,
                "OPTIONS",
                "WebHook-Request-Origin",
                origin,
                "WebHook-Request-Rate",
                "120",
                "WebHook-Request-Callback",
                "https://example.com/confirm?id=1");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("webhook-allowed-origin")).contains(origin);
        assertThat(answer.headers().firstValue("webhook-allowed-rate")).contains("*");
        assertThat(answer.headers().firstValue("allow")).contains("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "<script>", "a,b", "http://example.com", "-"})
    void agreesToNothingThatIsNoName(String origin) throws Exception {
        HttpResponse<String> answer = send(start(null, false).port(), "/", "OPTIONS", "WebHook-Request-Origin", origin);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("webhook-allowed-origin")).isEmpty();
        assertThat(answer.body()).isEqualTo("WebHook-Request-Origin is not a DNS name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"/|POST, PUT, PATCH", "/metrics|GET, HEAD, POST, PUT, PATCH"})
    void takesNoOtherOptions(String path, String allowed) throws Exception {
        HttpResponse<String> answer = send(start(null, false).port(), path, "OPTIONS");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow")).contains(allowed);
        assertThat(answer.headers().firstValue("webhook-allowed-rate")).isEmpty();
    }
}
