package dev.tmctl.adapter;

import static dev.tmctl.delivery.FakeKinesis.answer;
import static dev.tmctl.delivery.FakeKinesis.error;
import static dev.tmctl.delivery.FakeKinesis.stored;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.delivery.FakeKinesis;
import dev.tmctl.event.JsonEventReader;
import io.cloudevents.CloudEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdapterServerTest {

    private static final String EVENT =
            "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"data\":1.0}";

    private final FakeKinesis kinesis = new FakeKinesis();
    private final HttpClient client = HttpClient.newHttpClient();
    private AdapterServer adapter;

    @BeforeEach
    void start() throws IOException {
        adapter = AdapterServer.start(new AdapterSettings(kinesis.target(), "127.0.0.1", 0, "prod"), Map.of());
    }

    @AfterEach
    void stop() {
        adapter.close();
        client.close();
        kinesis.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adapter.port() + path))
                .version(HttpClient.Version.HTTP_1_1);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    }

    private HttpResponse<String> post(String body, String... headers) throws IOException, InterruptedException {
        return send(request("/any/path").headers(headers).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> postBinary(String body) throws IOException, InterruptedException {
        return post(body, "ce-specversion", "1.0", "ce-id", "1", "ce-source", "/s", "ce-type", "t");
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("-");
    }

    @Test
    void answersABinaryEventWithItsResult() throws Exception {
        kinesis.answers("PutRecord", stored("4951"));
        HttpResponse<String> response = postBinary("{ \"n\": 1.0 }");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo(
                        "{\"ShardId\":\"shardId-000000000000\",\"SequenceNumber\":\"4951\",\"EncryptionType\":\"NONE\"}");
        assertThat(header(response, "ce-specversion")).isEqualTo("1.0");
        assertThat(header(response, "ce-type")).isEqualTo("io.triggermesh.targets.aws.kinesis.result");
        assertThat(header(response, "ce-source")).isEqualTo("arn:aws:kinesis:eu-central-1:123456789012:stream/orders");
        assertThat(header(response, "content-type")).isEqualTo("application/json");
        assertThat(header(response, "ce-id")).hasSize(36);
        assertThat(header(response, "ce-datacontenttype")).isEqualTo("-");
        assertThat(kinesis.calls()).containsExactly(List.of("{ \"n\": 1.0 }"));
    }

    @Test
    void answersABatchWithAResultEach() throws Exception {
        kinesis.answers(
                "PutRecords",
                answer(
                        200,
                        "{\"FailedRecordCount\":0,\"Records\":[{\"ShardId\":\"shardId-0\",\"SequenceNumber\":\"1\"},"
                                + "{\"ShardId\":\"shardId-1\",\"SequenceNumber\":\"2\"}]}"));
        HttpResponse<String> response =
                post("[" + EVENT + "," + EVENT + "]", "content-type", "application/cloudevents-batch+json");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "content-type")).isEqualTo("application/cloudevents-batch+json");
        assertThat(JsonEventReader.readBatch(response.body().getBytes(UTF_8), count -> {}))
                .extracting(AdapterServerTest::data)
                .containsExactly(
                        "{\"ShardId\":\"shardId-0\",\"SequenceNumber\":\"1\",\"EncryptionType\":\"NONE\"}",
                        "{\"ShardId\":\"shardId-1\",\"SequenceNumber\":\"2\",\"EncryptionType\":\"NONE\"}");
        assertThat(kinesis.calls()).containsExactly(List.of("1.0", "1.0"));
    }

    /// A broker sends in binary mode whatever an event has.
    @Test
    void takesAnEventWithManyAttributes() throws Exception {
        kinesis.answers("PutRecord", stored("4951"));
        String large = "x".repeat(60_000);
        HttpResponse<String> response =
                post("1", "ce-specversion", "1.0", "ce-id", "1", "ce-source", "/s", "ce-type", "t", "ce-large", large);
        assertThat(response.statusCode()).isEqualTo(200);
    }

    private static String data(CloudEvent event) {
        return new String(Objects.requireNonNull(event.getData()).toBytes(), UTF_8);
    }

    @Test
    void neverPassesOnTheStatusOfAws() throws Exception {
        kinesis.answers("PutRecord", error(400, "AccessDeniedException", "123456789012 may not"));
        HttpResponse<String> response = postBinary("1");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body())
                .isEqualTo("error publishing to kinesis: AccessDeniedException: 123456789012 may not");
        HttpResponse<String> status = send(request("/statusz"));
        assertThat(status.body()).startsWith("{\"delivered\":0,\"failed\":1,");
    }

    @Test
    void refusesWhatIsNoEvent() throws Exception {
        HttpResponse<String> response = post("{}", "content-type", "application/json");
        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(response.body())
                .isEqualTo("no CloudEvent: send ce- headers, application/cloudevents+json "
                        + "or application/cloudevents-batch+json");
        assertThat(kinesis.calls()).isEmpty();
    }

    @Test
    void takesNoOtherMethods() throws Exception {
        HttpResponse<String> response = send(request("/").DELETE());
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(header(response, "allow")).isEqualTo("POST, PUT, PATCH");
        assertThat(response.body()).isEqualTo("send events by POST");
    }

    @Test
    void answersOnlyToLocalhost() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", adapter.port())) {
            socket.getOutputStream()
                    .write("GET /healthz HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
            socket.setSoTimeout(10_000);
            BufferedReader answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            assertThat(answer.readLine()).isEqualTo("HTTP/1.1 403 Forbidden");
            for (String line = answer.readLine(); line != null && !line.isEmpty(); ) {
                line = answer.readLine();
            }
            assertThat(answer.readLine()).isEqualTo("this adapter answers only requests to localhost");
        }
    }

    @Test
    void saysThatItIsWell() throws Exception {
        assertThat(send(request("/healthz")).body()).isEqualTo("ok\n");
        assertThat(send(request("/readyz")).body()).isEqualTo("ready\n");
    }

    @Test
    void countsUnderUpstreamsNames() throws Exception {
        kinesis.answers("PutRecord", stored("1"), error(400, "AccessDeniedException", "no"));
        assertThat(postBinary("1").statusCode()).isEqualTo(200);
        assertThat(postBinary("2").statusCode()).isEqualTo(500);
        String metrics = send(request("/metrics")).body();
        String labels = "event_source=\"/s\",event_type=\"t\",name=\"orders\",namespace_name=\"prod\","
                + "resource_group=\"awskinesistargets.targets.triggermesh.io\"";
        assertThat(metrics.lines())
                .contains(
                        "awskinesistarget_event_processing_success_count{" + labels + "} 1.0",
                        "awskinesistarget_event_processing_error_count{" + labels + ",user_managed=\"true\"} 1.0",
                        "awskinesistarget_event_processing_latencies_count{" + labels + "} 2");
    }

    @Test
    void answersHeadLikeGetWithoutABody() throws Exception {
        HttpResponse<String> response = send(request("/readyz").method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void tellsWhatAPageAllows() throws Exception {
        HttpResponse<String> page = send(request("/healthz").DELETE());
        assertThat(page.statusCode()).isEqualTo(405);
        assertThat(header(page, "allow")).isEqualTo("GET, HEAD, POST, PUT, PATCH");
        HttpResponse<String> other = send(request("/other").GET());
        assertThat(other.statusCode()).isEqualTo(405);
        assertThat(header(other, "allow")).isEqualTo("POST, PUT, PATCH");
    }

    @Test
    void namesAHeaderWithoutAttributeName() throws Exception {
        HttpResponse<String> response =
                post("1", "ce-specversion", "1.0", "ce-id", "1", "ce-source", "/s", "ce-type", "t", "ce-", "x");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEqualTo("ce-: names no attribute");
    }

    @Test
    void givesALineWhereTheServerItselfRefuses() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", adapter.port())) {
            socket.getOutputStream().write("POST / HTTP/1.1\r\nHost: a b\r\nContent-Length: 0\r\n\r\n".getBytes(UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("the request is refused: ");
        }
    }
}
