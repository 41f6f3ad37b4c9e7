package dev.tmctl.delivery;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.tmctl.target.Auth;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.PartitionKey;
import dev.tmctl.target.SecretText;
import dev.tmctl.target.StreamArn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// A Kinesis that answers what a test tells it to, in the SDK's own CBOR, on a free port.
public final class FakeKinesis implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());

    private final WireMockServer server =
            new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());

    /// Starts it.
    public FakeKinesis() {
        server.start();
    }

    /// The target that reaches it.
    public KinesisTarget target() {
        return new KinesisTarget(
                "orders",
                StreamArn.parse("arn:aws:kinesis:eu-central-1:123456789012:stream/orders"),
                new PartitionKey("key"),
                new Auth.Credentials(new SecretText("AKIAEXAMPLE"), new SecretText("s3cret"), null, null),
                null,
                URI.create(server.baseUrl()),
                null,
                false,
                null);
    }

    /// An answer in CBOR.
    public static ResponseDefinitionBuilder answer(int status, String json) {
        try {
            return aResponse()
                    .withStatus(status)
                    .withHeader("Content-Type", "application/x-amz-cbor-1.1")
                    .withHeader("x-amzn-RequestId", "request-1")
                    .withBody(CBOR.writeValueAsBytes(JSON.readTree(json)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// An error of the service.
    public static ResponseDefinitionBuilder error(int status, String code, String message) {
        return answer(status, "{\"__type\":\"" + code + "\",\"message\":\"" + message + "\"}");
    }

    /// PutRecord's good answer.
    public static ResponseDefinitionBuilder stored(String sequenceNumber) {
        return answer(200, "{\"ShardId\":\"shardId-000000000000\",\"SequenceNumber\":\"" + sequenceNumber + "\"}");
    }

    /// Answers the calls of one operation in turn; the last answer stays.
    public void answers(String operation, ResponseDefinitionBuilder... answers) {
        for (int i = 0; i < answers.length; i++) {
            server.stubFor(post(urlEqualTo("/"))
                    .withHeader("X-Amz-Target", matching(".*\\." + operation))
                    .inScenario(operation)
                    .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "answer " + i)
                    .willSetStateTo("answer " + (i + 1))
                    .willReturn(answers[i]));
        }
        ResponseDefinitionBuilder last = answers[answers.length - 1];
        server.stubFor(post(urlEqualTo("/"))
                .withHeader("X-Amz-Target", matching(".*\\." + operation))
                .atPriority(10)
                .willReturn(last));
    }

    /// The data of the records of every call but ListShards so far, in order, one list a call.
    public List<List<String>> calls() {
        List<List<String>> calls = new ArrayList<>();
        try {
            for (LoggedRequest request : server.findAll(postRequestedFor(urlEqualTo("/")))) {
                if (request.getHeader("X-Amz-Target").endsWith(".ListShards")) {
                    // asked for at any time after a shard throttled
                    continue;
                }
                JsonNode body = CBOR.readTree(request.getBody());
                List<String> data = new ArrayList<>();
                if (body.has("Records")) {
                    for (JsonNode record : body.get("Records")) {
                        data.add(new String(record.get("Data").binaryValue(), UTF_8));
                    }
                } else if (body.has("Data")) {
                    data.add(new String(body.get("Data").binaryValue(), UTF_8));
                }
                calls.add(data);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return calls;
    }

    @Override
    public void close() {
        server.stop();
    }
}
