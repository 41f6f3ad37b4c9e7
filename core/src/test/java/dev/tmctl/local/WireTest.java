package dev.tmctl.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The bytes on the wire: headers, error shapes, HTTP versions.
class WireTest {

    private static final String JSON = "application/x-amz-json-1.1";
    private static final String CBOR = "application/x-amz-cbor-1.1";
    private static final ObjectMapper JSON_MAPPER = new ObjectMapper();
    private static final CBORMapper CBOR_MAPPER = new CBORMapper();
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private static LocalKinesis kinesis;
    private static HttpClient http;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        kinesis = LocalKinesis.start(LocalKinesisConfig.in(directory));
        http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @AfterAll
    static void stop() {
        http.close();
        kinesis.close();
    }

    private static HttpRequest.Builder call(String operation, String contentType) {
        return HttpRequest.newBuilder(kinesis.endpoint())
                .timeout(DEADLINE)
                .header("Content-Type", contentType)
                .header("X-Amz-Target", "Kinesis_20131202." + operation)
                .header("Authorization", "AWS4-HMAC-SHA256 Credential=a/20260101/eu-west-3/kinesis/aws4_request");
    }

    private static HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofByteArray());
    }

    private static HttpResponse<byte[]> json(String operation, String body) throws Exception {
        return send(call(operation, JSON).POST(BodyPublishers.ofString(body)).build());
    }

    private static JsonNode assertError(HttpResponse<byte[]> answer, int status, String type) throws IOException {
        boolean cbor = answer.headers().firstValue("Content-Type").orElse("").equals(CBOR);
        JsonNode body = (cbor ? CBOR_MAPPER : JSON_MAPPER).readTree(answer.body());
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(body.path("__type").asText()).isEqualTo(type);
        assertThat(body.path("message").asText()).isNotBlank();
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains(type);
        return body;
    }

    @Test
    void everyAnswerHasIdsAndADate() throws Exception {
        HttpResponse<byte[]> answer = json("ListStreams", "{}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains(JSON);
        assertThat(answer.headers().firstValue("x-amzn-RequestId").orElseThrow())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(answer.headers().firstValue("x-amz-id-2").orElseThrow()).hasSize(76);
        assertThat(answer.headers().firstValue("Date")).isPresent();
    }

    @Test
    void errorsHaveTheEncodingOfTheCall() throws Exception {
        byte[] body = CBOR_MAPPER.writeValueAsBytes(Map.of("StreamName", "none"));
        HttpResponse<byte[]> cbor = send(call("DescribeStream", CBOR)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
        assertThat(cbor.headers().firstValue("Content-Type")).contains(CBOR);
        assertThat(assertError(cbor, 400, "ResourceNotFoundException")
                        .path("message")
                        .asText())
                .isEqualTo("Stream none under account 000000000000 not found.");
        HttpResponse<byte[]> json = json("DescribeStream", "{\"StreamName\": \"none\"}");
        assertThat(json.headers().firstValue("Content-Type")).contains(JSON);
        assertError(json, 400, "ResourceNotFoundException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"text\"",
                "{} {}",
                "{\"StreamName\": 1}",
                "{\"StreamName\": {}}",
                "{\"StreamName\": []}",
                "{\"StreamName\": true}",
                "\u0000"
            })
    void badBodiesAreSerializationErrors(String body) throws Exception {
        assertError(json("DescribeStream", body), 400, "SerializationException");
        assertError(json("PutRecords", body), 400, "SerializationException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"StreamName\":\"s\",\"PartitionKey\":\"k\",\"Data\":\"no base64!\"}",
                "{\"StreamName\":\"s\",\"PartitionKey\":\"k\",\"Data\":5}",
                "{\"StreamName\":\"s\",\"PartitionKey\":7,\"Data\":\"\"}"
            })
    void badRecordsAreSerializationErrors(String body) throws Exception {
        assertError(json("PutRecord", body), 400, "SerializationException");
    }

    @Test
    void deepBodiesAreRefused() throws Exception {
        String deep = "{\"a\":".repeat(100_000);
        assertError(json("DescribeStream", deep), 400, "SerializationException");
        assertError(json("PutRecord", deep), 400, "SerializationException");
    }

    @Test
    void missingMembersAreViolations() throws Exception {
        assertThat(assertError(json("PutRecord", "{\"StreamName\":\"s\"}"), 400, "ValidationException")
                        .path("message")
                        .asText())
                .isEqualTo(
                        "2 validation errors detected: Value null at 'data' failed to satisfy constraint: Member must"
                                + " not be null; Value null at 'partitionKey' failed to satisfy constraint: Member must not be"
                                + " null");
        assertError(json("PutRecords", "{\"StreamName\":\"s\"}"), 400, "ValidationException");
        assertError(json("PutRecords", "{\"StreamName\":\"s\",\"Records\":[]}"), 400, "ValidationException");
        assertError(json("PutRecords", "{\"StreamName\":\"s\",\"Records\":null}"), 400, "ValidationException");
        assertError(json("GetRecords", "{}"), 400, "ValidationException");
    }

    @Test
    void unknownOperationsAreNamed() throws Exception {
        assertError(json("SubscribeToShard", "{}"), 400, "UnknownOperationException");
        assertError(
                send(call("ListStreams", JSON)
                        .setHeader("X-Amz-Target", "DynamoDB_20120810.ListTables")
                        .POST(BodyPublishers.ofString("{}"))
                        .build()),
                400,
                "UnknownOperationException");
        assertError(
                send(call("ListStreams", "text/plain")
                        .POST(BodyPublishers.ofString("{}"))
                        .build()),
                404,
                "UnknownOperationException");
        assertError(send(call("ListStreams", JSON).GET().build()), 404, "UnknownOperationException");
    }

    @Test
    void credentialsAreNeeded() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(kinesis.endpoint())
                .header("Content-Type", JSON)
                .header("X-Amz-Target", "Kinesis_20131202.ListStreams")
                .POST(BodyPublishers.ofString("{}"))
                .build();
        assertError(send(request), 400, "MissingAuthenticationTokenException");
    }

    @Test
    void healthIsAnswered() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(kinesis.endpoint().resolve("/healthz")).build();
        assertThat(send(request).statusCode()).isEqualTo(200);
    }

    private static String raw(String request, int enough) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), kinesis.port())) {
            socket.setSoTimeout((int) DEADLINE.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            StringBuilder answer = new StringBuilder();
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[8192];
            while (answer.length() < enough) {
                int count = in.read(buffer);
                if (count < 0) {
                    break;
                }
                answer.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
            }
            return answer.toString();
        }
    }

    private static String head(String host, String more) {
        return "POST / HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: " + JSON
                + "\r\nX-Amz-Target: Kinesis_20131202.ListStreams\r\nAuthorization: any\r\n" + more;
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1:4567", "127.8.9.10", "[::1]:80", "LOCALHOST:1"})
    void loopbackHostsAreAnswered(String host) throws IOException {
        assertThat(raw(head(host, "Content-Length: 2\r\n\r\n{}"), 1)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "127.0.0.1.example.com", "localhost.example.com:80", "10.0.0.1", "0.0.0.0"})
    void otherHostsAreRefused(String host) throws IOException {
        assertThat(raw(head(host, "Content-Length: 2\r\n\r\n{}"), 400))
                .startsWith("HTTP/1.1 403")
                .contains("\"__type\":\"AccessDeniedException\"");
        assertThat(raw("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\n\r\n", 400))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void hugeBodiesAreRefusedBeforeTheyAreSent() throws IOException {
        assertThat(raw(head("localhost", "Content-Length: 1000000000\r\n\r\n"), 400))
                .startsWith("HTTP/1.1 413")
                .contains("RequestEntityTooLargeException");
    }

    /// The answer arrives although the client sends on, and the rest is not taken for another request.
    @Test
    void hugeBodiesAreRefusedWhileTheyAreSent() throws Exception {
        HttpRequest request = call("PutRecords", JSON)
                .POST(BodyPublishers.ofByteArray(new byte[20 * 1024 * 1024]))
                .build();
        assertError(send(request), 413, "RequestEntityTooLargeException");
        HttpRequest chunked = call("PutRecords", JSON)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[20 * 1024 * 1024])))
                .build();
        assertError(send(chunked), 413, "RequestEntityTooLargeException");
    }

    @Test
    void chunkedBodiesAreTaken() throws IOException {
        assertThat(raw(head("localhost", "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n"), 1))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void expectationIsAnswered() throws IOException {
        assertThat(raw(head("localhost", "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n"), 1))
                .startsWith("HTTP/1.1 100");
    }

    @Test
    void connectionIsKept() throws IOException {
        String first = head("localhost", "Content-Length: 2\r\n\r\n{}");
        String last = head("localhost", "Connection: close\r\nContent-Length: 2\r\n\r\n{}");
        String answers = raw(first + last, Integer.MAX_VALUE);
        assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(3);
    }
}
