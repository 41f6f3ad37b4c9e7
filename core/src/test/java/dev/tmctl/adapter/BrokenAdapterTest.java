package dev.tmctl.adapter;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.Outcome;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a sender is told when the other side is no adapter, or one that is out of order.
class BrokenAdapterTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String PAGE = "<html>\r\n<head><title>Oops</title></head>\r\n\r\n<body>Oops</body>\r\n</html>";
    private static final String RESULT =
            "{\"ShardId\":\"shardId-000000000000\",\"SequenceNumber\":\"1\",\"EncryptionType\":\"NONE\"}";

    private final WireMockServer server =
            new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private static Outcome.Failed failed(URI adapter, Duration timeout) {
        return failed(adapter, timeout, "data".getBytes(UTF_8));
    }

    private static Outcome.Failed failed(URI adapter, Duration timeout, byte[] data) {
        CloudEvent event = CloudEventBuilder.v1()
                .withId("1")
                .withSource(URI.create("/s"))
                .withType("t")
                .withData("text/plain", data)
                .build();
        try (AdapterDelivery delivery = TestDeliveries.once(adapter, timeout)) {
            List<Outcome> outcomes = delivery.deliver(List.of(event));
            assertThat(outcomes).hasOnlyElementsOfType(Outcome.Failed.class).hasSize(1);
            return (Outcome.Failed) outcomes.getFirst();
        }
    }

    private Outcome.Failed failed(ResponseDefinitionBuilder answer) {
        server.stubFor(any(anyUrl()).willReturn(answer));
        return failed(URI.create(server.baseUrl()), TIMEOUT);
    }

    private static Outcome.Failed unreachable(URI adapter, String cause) {
        return new Outcome.Failed(
                FailureKind.UNREACHABLE,
                "AdapterUnreachable",
                "the adapter at " + adapter + " did not answer: " + cause,
                null,
                1);
    }

    private void assertNoResult(Outcome.Failed failure) {
        assertThat(failure)
                .isEqualTo(new Outcome.Failed(
                        FailureKind.UNREACHABLE,
                        "AdapterUnreachable",
                        "what answers at " + server.baseUrl()
                                + " is no adapter: it answered 200 with something that is not a result event",
                        null,
                        1));
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        assertThat(failed(nobody, TIMEOUT)).isEqualTo(unreachable(nobody, "connection refused"));
    }

    @Test
    @Timeout(30)
    void givesUpOnAnAdapterThatNeverAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            URI adapter = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            assertThat(failed(adapter, Duration.ofMillis(300)))
                    .isEqualTo(unreachable(adapter, "no answer within 300 ms"));
        }
    }

    @Test
    @Timeout(30)
    void givesUpOnAnAdapterThatStopsInItsAnswer() throws Exception {
        try (ServerSocket stuck = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread thread = Thread.ofVirtual()
                    .start(() -> answersAndListens(stuck, 0, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"Shard"));
            URI adapter = URI.create("http://127.0.0.1:" + stuck.getLocalPort());
            assertThat(failed(adapter, Duration.ofSeconds(1))).isEqualTo(unreachable(adapter, "no answer within 1 s"));
            thread.join();
        }
    }

    @Test
    @Timeout(30)
    void givesUpOnAnAdapterThatDripsItsAnswer() throws Exception {
        try (ServerSocket slow = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread thread = Thread.ofVirtual().start(() -> drips(slow));
            URI adapter = URI.create("http://127.0.0.1:" + slow.getLocalPort());
            assertThat(failed(adapter, Duration.ofSeconds(1))).isEqualTo(unreachable(adapter, "no answer within 1 s"));
            thread.join();
        }
    }

    /// Each byte comes long before a read would be given up.
    private static void drips(ServerSocket server) {
        assertThatCode(() -> {
                    try (Socket socket = server.accept()) {
                        for (byte one : ("HTTP/1.1 200 OK\r\nX: " + "x".repeat(1_000)).getBytes(UTF_8)) {
                            socket.getOutputStream().write(one);
                            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                        }
                    }
                })
                .isInstanceOf(IOException.class);
    }

    /// Its process may be stopped: the connection is made, and nobody takes the bytes off it.
    @Test
    @Timeout(30)
    void givesUpOnAnAdapterThatDoesNotReadTheEvent() throws IOException {
        try (ServerSocket stopped = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            URI adapter = URI.create("http://127.0.0.1:" + stopped.getLocalPort());
            assertThat(failed(adapter, Duration.ofSeconds(1), new byte[20 * 1024 * 1024]))
                    .isEqualTo(unreachable(adapter, "no answer within 1 s"));
        }
    }

    /// It says so before it has read the event, and closes.
    @Test
    @Timeout(30)
    void hearsARefusalThatComesBeforeTheEventIsSent() throws Exception {
        try (ServerSocket hasty = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread thread = Thread.ofVirtual()
                    .start(() -> answersAndListens(
                            hasty, 100, "HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno"));
            URI adapter = URI.create("http://127.0.0.1:" + hasty.getLocalPort());
            assertThat(failed(adapter, TIMEOUT, new byte[20 * 1024 * 1024]))
                    .isEqualTo(new Outcome.Failed(FailureKind.TOO_LARGE, "HTTP413", "no", null, 1));
            thread.join();
        }
    }

    /// Ends when the client has given the connection up.
    ///
    /// @param before how many bytes of the request it reads before it answers
    private static void answersAndListens(ServerSocket server, int before, String answer) {
        assertThatCode(() -> {
                    try (Socket socket = server.accept();
                            InputStream in = socket.getInputStream()) {
                        in.readNBytes(before);
                        socket.getOutputStream().write(answer.getBytes(UTF_8));
                        in.transferTo(java.io.OutputStream.nullOutputStream());
                    }
                })
                .satisfiesAnyOf(
                        thrown -> assertThat(thrown).isNull(),
                        thrown -> assertThat(thrown).isInstanceOf(IOException.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PAGE,
                "",
                "null",
                "[]",
                "{}",
                "\"ok\"",
                "{\"ShardId\":\"shardId-0\",\"SequenceNumber\":\"1\"}",
                "{\"ShardId\":null,\"SequenceNumber\":\"1\",\"EncryptionType\":\"NONE\"}",
                "{\"ShardId\":\"shardId-0\",\"SequenceNumber\":1,\"EncryptionType\":\"NONE\"}",
                RESULT + "x",
                "{\"ShardId\":\"shardId-0\","
            })
    void takesNothingButAResultForSuccess(String body) {
        assertNoResult(failed(aResponse().withStatus(200).withBody(body)));
    }

    @Test
    void takesABodyThatBreaksOffForNoSuccess() {
        Outcome.Failed failure = failed(
                aResponse().withStatus(200).withHeader("Content-Length", "500").withBody(RESULT));
        assertThat(failure.kind()).isEqualTo(FailureKind.UNREACHABLE);
        assertOneLine(failure);
    }

    @ParameterizedTest
    @CsvSource({"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "RANDOM_DATA_THEN_CLOSE", "MALFORMED_RESPONSE_CHUNK"})
    void saysThatTheConnectionBroke(Fault fault) {
        Outcome.Failed failure = failed(aResponse().withFault(fault));
        assertThat(failure.kind()).isEqualTo(FailureKind.UNREACHABLE);
        assertThat(failure.code()).isEqualTo("AdapterUnreachable");
        assertThat(failure.message()).startsWith("the adapter at " + server.baseUrl() + " did not answer: ");
        assertOneLine(failure);
    }

    /// An older adapter tells one fate of a whole batch.
    @Test
    @Timeout(30)
    void settlesEveryEventOfABatchThatIsToldOneFate() {
        server.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(429)
                        .withHeader("tmctl-failure-kind", "THROTTLED")
                        .withHeader("tmctl-failure-code", "SlowDown")
                        .withBody("SlowDown: later")));
        List<CloudEvent> events = Stream.of("1", "2", "3")
                .map(id -> CloudEventBuilder.v1()
                        .withId(id)
                        .withSource(URI.create("/s"))
                        .withType("t")
                        .build())
                .toList();
        try (AdapterDelivery delivery = TestDeliveries.once(URI.create(server.baseUrl()), TIMEOUT)) {
            assertThat(delivery.deliver(events))
                    .hasSize(3)
                    .containsOnly(new Outcome.Failed(FailureKind.THROTTLED, "SlowDown", "later", null, 1));
        }
    }

    private static void assertOneLine(Outcome.Failed failure) {
        assertThat(failure.message()).hasLineCount(1).hasSizeLessThan(200);
    }

    @ParameterizedTest
    @CsvSource({
        "400,INVALID_EVENT",
        "405,INVALID_EVENT",
        "413,TOO_LARGE",
        "415,INVALID_EVENT",
        "429,THROTTLED",
        "500,SERVICE",
        "502,UNREACHABLE",
        "503,UNREACHABLE",
        "504,UNREACHABLE"
    })
    void takesTheStatusOfAnotherServersPageAndItsTextInOneLine(int status, FailureKind kind) {
        assertThat(failed(aResponse().withStatus(status).withBody(PAGE)))
                .isEqualTo(new Outcome.Failed(
                        kind,
                        "HTTP" + status,
                        "<html> <head><title>Oops</title></head> <body>Oops</body> </html>",
                        null,
                        1));
    }

    @Test
    void cutsALongPage() {
        Outcome.Failed failure = failed(aResponse().withStatus(500).withBody("€\n".repeat(100_000)));
        assertThat(failure.message()).startsWith("€ € €").endsWith("…").hasLineCount(1);
        assertThat(failure.message().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(FailureAnswer.MAX_BODY_BYTES);
    }

    @Test
    void namesTheStatusOfAnEmptyAnswer() {
        assertThat(failed(aResponse().withStatus(500).withBody(" \n")))
                .isEqualTo(
                        new Outcome.Failed(FailureKind.SERVICE, "HTTP500", "the adapter answered HTTP 500", null, 1));
    }

    @Test
    void followsNoRedirect() {
        assertThat(failed(aResponse().withStatus(302).withHeader("Location", "/login")))
                .isEqualTo(
                        new Outcome.Failed(FailureKind.SERVICE, "HTTP302", "the adapter answered HTTP 302", null, 1));
    }

    @ParameterizedTest
    @CsvSource({"many", "-1", "99999999999", "''"})
    void believesNoNonsenseInOurHeaders(String attempts) {
        assertThat(failed(aResponse()
                        .withStatus(500)
                        .withHeader("tmctl-failure-kind", "NO_SUCH_KIND")
                        .withHeader("tmctl-failure-code", "%FF")
                        .withHeader("tmctl-request-id", "%FF")
                        .withHeader("tmctl-attempts", attempts)
                        .withBody("why")))
                .isEqualTo(new Outcome.Failed(FailureKind.SERVICE, "HTTP500", "why", null, 1));
    }
}
