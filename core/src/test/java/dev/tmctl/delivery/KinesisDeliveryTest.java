package dev.tmctl.delivery;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.tmctl.delivery.FakeKinesis.answer;
import static dev.tmctl.delivery.FakeKinesis.error;
import static dev.tmctl.delivery.FakeKinesis.stored;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.tmctl.aws.AwsClients;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KinesisDeliveryTest {

    private static final Outcome.Delivered STORED = new Outcome.Delivered("shardId-000000000000", "1", "NONE");

    private final FakeKinesis kinesis = new FakeKinesis();

    @AfterEach
    void stop() {
        kinesis.close();
    }

    private static CloudEvent event(String data) {
        return CloudEventBuilder.v1()
                .withId("1")
                .withSource(URI.create("/s"))
                .withType("t")
                .withData(data.getBytes(UTF_8))
                .build();
    }

    private List<Outcome> deliver(Duration deadline, String... data) {
        DeliveryOptions options = DeliveryOptions.DEFAULT
                .withDeadline(deadline)
                .withAttemptTimeout(Duration.ofSeconds(5))
                // the answers of the fake come in turn
                .withMaxInFlight(1)
                .withBackoff(Duration.ofMillis(1), Duration.ofMillis(2));
        List<CloudEvent> events = new ArrayList<>();
        for (String one : data) {
            events.add(event(one));
        }
        try (AwsClients clients = new AwsClients(kinesis.target(), Map.of());
                KinesisDelivery delivery = new KinesisDelivery(clients, options)) {
            return delivery.deliver(events);
        }
    }

    private List<Outcome> deliver(String... data) {
        return deliver(Duration.ofSeconds(10), data);
    }

    private Outcome.Failed failed(ResponseDefinitionBuilder answer) {
        kinesis.answers("PutRecord", answer);
        // no time for a second attempt
        return (Outcome.Failed) deliver(Duration.ZERO, "a").getFirst();
    }

    private static ResponseDefinitionBuilder throttled() {
        return error(400, "ProvisionedThroughputExceededException", "Rate exceeded");
    }

    private static String good(String sequenceNumber) {
        return "{\"ShardId\":\"shardId-000000000000\",\"SequenceNumber\":\"" + sequenceNumber + "\"}";
    }

    @Test
    void sendsAgainAfterThrottling() {
        kinesis.answers("PutRecord", throttled(), throttled(), stored("1"));
        assertThat(deliver("a")).containsExactly(STORED);
        assertThat(kinesis.calls()).containsExactly(List.of("a"), List.of("a"), List.of("a"));
    }

    @Test
    void sendsOnlyFailedRecordsAgain() {
        kinesis.answers(
                "PutRecords",
                answer(
                        200,
                        "{\"FailedRecordCount\":2,\"EncryptionType\":\"KMS\",\"Records\":[" + good("1")
                                + ",{\"ErrorCode\":\"ProvisionedThroughputExceededException\",\"ErrorMessage\":\"slow\"}"
                                + "," + good("2") + ",{\"ErrorCode\":\"InternalFailure\",\"ErrorMessage\":\"oops\"}]}"),
                answer(200, "{\"FailedRecordCount\":0,\"Records\":[" + good("3") + "," + good("4") + "]}"));
        assertThat(deliver("a", "b", "c", "d"))
                .containsExactly(
                        new Outcome.Delivered("shardId-000000000000", "1", "KMS"),
                        new Outcome.Delivered("shardId-000000000000", "3", "NONE"),
                        new Outcome.Delivered("shardId-000000000000", "2", "KMS"),
                        new Outcome.Delivered("shardId-000000000000", "4", "NONE"));
        assertThat(kinesis.calls()).containsExactly(List.of("a", "b", "c", "d"), List.of("b", "d"));
    }

    @Test
    void countsTheAttemptsOfARecordInABatch() {
        String slow = "{\"ErrorCode\":\"ProvisionedThroughputExceededException\",\"ErrorMessage\":\"slow\"}";
        kinesis.answers(
                "PutRecords",
                answer(200, "{\"FailedRecordCount\":1,\"Records\":[" + slow + "," + good("1") + "]}"),
                error(400, "AccessDeniedException", "no"));
        kinesis.answers("PutRecord", error(400, "AccessDeniedException", "no"));
        assertThat(deliver("a", "b"))
                .containsExactly(
                        new Outcome.Failed(FailureKind.REFUSED, "AccessDeniedException", "no", "request-1", 2), STORED);
    }

    @Test
    void givesUpAtOnceWhenAccessIsDenied() {
        kinesis.answers("PutRecord", error(400, "AccessDeniedException", "User is not authorized"));
        kinesis.answers("PutRecords", error(400, "AccessDeniedException", "nor to this"));
        assertThat(deliver("a"))
                .containsExactly(new Outcome.Failed(
                        FailureKind.REFUSED, "AccessDeniedException", "User is not authorized", "request-1", 1));
        assertThat(kinesis.calls()).containsExactly(List.of("a"), List.of("a"));
    }

    @Test
    void needsOnlyPermissionToPutRecords() {
        kinesis.answers("PutRecord", error(400, "AccessDeniedException", "not this"));
        kinesis.answers("PutRecords", answer(200, "{\"Records\":[" + good("1") + "]}"));
        assertThat(deliver("a")).containsExactly(STORED);
    }

    @Test
    void needsOnlyPermissionToPutSingleRecords() {
        kinesis.answers("PutRecord", stored("1"));
        kinesis.answers("PutRecords", error(400, "AccessDeniedException", "not this"));
        assertThat(deliver("a", "b")).containsExactly(STORED, STORED);
    }

    @Test
    void triesAnExpiredTokenOnceMore() {
        kinesis.answers("PutRecord", error(400, "ExpiredTokenException", "The token has expired"));
        assertThat(deliver("a"))
                .containsExactly(new Outcome.Failed(
                        FailureKind.CREDENTIALS, "ExpiredTokenException", "The token has expired", "request-1", 2));
        assertThat(kinesis.calls()).hasSize(2);
    }

    @Test
    void knowsAFailureInsideTheService() {
        assertThat(failed(error(500, "InternalFailure", "oops")))
                .isEqualTo(new Outcome.Failed(FailureKind.SERVICE, "InternalFailure", "oops", "request-1", 1));
    }

    @Test
    void sendsAgainAfterAFailureInsideTheService() {
        kinesis.answers("PutRecord", error(500, "InternalFailure", "oops"), stored("1"));
        assertThat(deliver("a")).containsExactly(STORED);
    }

    @Test
    void doesNotTakeAWebPageForSuccess() {
        Outcome.Failed failure = failed(aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "text/html")
                .withBody("<html><body>Sign in</body></html>"));
        assertThat(failure.kind()).isEqualTo(FailureKind.UNREACHABLE);
        assertThat(failure.message().lines()).hasSize(1);
    }

    @Test
    void sendsAgainAfterALostConnection() {
        kinesis.answers("PutRecord", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), stored("1"));
        assertThat(deliver("a")).containsExactly(STORED);
    }

    @Test
    void saysThatTheConnectionWasLost() {
        Outcome.Failed failure = failed(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        assertThat(failure.kind()).isEqualTo(FailureKind.UNREACHABLE);
        assertThat(failure.code()).isEqualTo("EndpointUnreachable");
        assertThat(failure.attempts()).isEqualTo(1);
    }

    @Test
    void refusesAnOversizeRecordBeforeSending() {
        kinesis.answers("DescribeStreamSummary", takes(1024));
        kinesis.answers("PutRecord", stored("1"));
        assertThat(deliver("x".repeat(1024 * 1024 - 2), "b"))
                .containsExactly(
                        new Outcome.Failed(
                                FailureKind.TOO_LARGE,
                                "RecordTooLarge",
                                "the record has 1048577 bytes with its partition key; the stream takes 1048576",
                                null,
                                0),
                        STORED);
        assertThat(kinesis.calls()).containsExactly(List.of(), List.of("b"));
    }

    private static ResponseDefinitionBuilder takes(int kib) {
        return answer(200, "{\"StreamDescriptionSummary\":{\"MaxRecordSizeInKiB\":" + kib + "}}");
    }

    private static ResponseDefinitionBuilder tooLarge(int most) {
        return error(
                400,
                "ValidationException",
                "1 validation error detected: Value at 'data' failed to satisfy constraint: "
                        + "Member must have length less than or equal to " + most);
    }

    /// From 10 MiB to 2, while an adapter runs.
    @Test
    void learnsThatALimitWasLowered() {
        kinesis.answers("DescribeStreamSummary", takes(10_240), takes(2048));
        kinesis.answers("PutRecord", tooLarge(2_097_152), stored("1"));
        String large = "x".repeat(3 * 1024 * 1024);
        assertThat(deliver(large))
                .containsExactly(new Outcome.Failed(
                        FailureKind.TOO_LARGE,
                        "ValidationException",
                        "1 validation error detected: Value at 'data' failed to satisfy constraint: "
                                + "Member must have length less than or equal to 2097152",
                        "request-1",
                        1));
        assertThat(deliver(large))
                .containsExactly(new Outcome.Failed(
                        FailureKind.TOO_LARGE,
                        "RecordTooLarge",
                        "the record has 3145731 bytes with its partition key; the stream takes 2097152",
                        null,
                        0));
        assertThat(kinesis.calls()).hasSize(3);
    }

    @Test
    void triesALargeRecordWhereTheLimitCannotBeAskedFor() {
        kinesis.answers("DescribeStreamSummary", error(400, "AccessDeniedException", "not allowed to describe"));
        kinesis.answers("PutRecord", stored("1"), tooLarge(1_048_576));
        String large = "x".repeat(3 * 1024 * 1024);
        assertThat(deliver(large)).containsExactly(STORED);
        assertThat(deliver(large)).singleElement().isInstanceOfSatisfying(Outcome.Failed.class, failure -> {
            assertThat(failure.kind()).isEqualTo(FailureKind.TOO_LARGE);
            assertThat(failure.attempts()).isEqualTo(1);
        });
    }

    @Test
    void bisectsARejectedRequest() {
        kinesis.answers("PutRecords", error(400, "ValidationException", "one of them is bad"));
        kinesis.answers(
                "PutRecord", stored("1"), error(400, "ValidationException", "this one"), stored("1"), stored("1"));
        assertThat(deliver("a", "b", "c", "d"))
                .containsExactly(
                        STORED,
                        new Outcome.Failed(FailureKind.REFUSED, "ValidationException", "this one", "request-1", 3),
                        STORED,
                        STORED);
        assertThat(kinesis.calls())
                .containsExactly(
                        List.of("a", "b", "c", "d"),
                        List.of("a", "b"),
                        List.of("a"),
                        List.of("b"),
                        List.of("c", "d"),
                        List.of("c"),
                        List.of("d"));
    }
}
