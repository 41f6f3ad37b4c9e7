package dev.tmctl.delivery;

import static dev.tmctl.delivery.FakeKinesis.answer;
import static dev.tmctl.delivery.FakeKinesis.error;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.tmctl.aws.AwsClients;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RecordLimitTest {
    private static final int MIB = 1024 * 1024;
    private static final int LARGE = MIB + 1;

    private final FakeKinesis kinesis = new FakeKinesis();
    private final AwsClients clients = new AwsClients(kinesis.target(), Map.of());
    private final AtomicLong clock = new AtomicLong();
    private final RecordLimit limit = new RecordLimit(clients, clock::get);

    @AfterEach
    void close() {
        clients.close();
        kinesis.close();
    }

    private void answers(ResponseDefinitionBuilder... answers) {
        kinesis.answers("DescribeStreamSummary", answers);
    }

    private static ResponseDefinitionBuilder takes(int kib) {
        return answer(200, "{\"StreamDescriptionSummary\":{\"MaxRecordSizeInKiB\":" + kib + "}}");
    }

    private static ResponseDefinitionBuilder broken() {
        return error(400, "ResourceNotFoundException", "not yet");
    }

    @Test
    void isNotAskedForWhereEveryStreamTakesTheRecord() {
        assertThat(limit.forRecordOf(MIB)).isEqualTo(MIB);
        assertThat(kinesis.calls()).isEmpty();
    }

    @Test
    void isAskedForOnce() {
        answers(takes(2048));
        assertThat(limit.forRecordOf(LARGE)).isEqualTo(2 * MIB);
        assertThat(limit.forRecordOf(LARGE)).isEqualTo(2 * MIB);
        assertThat(kinesis.calls()).hasSize(1);
    }

    /// It was raised meanwhile.
    @Test
    void isAskedForAgainBeforeARecordIsRefusedForAnOldAnswer() {
        answers(takes(1024), takes(2048));
        assertThat(limit.forRecordOf(LARGE)).isEqualTo(MIB);
        assertThat(limit.forRecordOf(LARGE)).isEqualTo(MIB);
        assertThat(kinesis.calls()).hasSize(1);
        clock.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(limit.forRecordOf(LARGE)).isEqualTo(2 * MIB);
        clock.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(limit.forRecordOf(LARGE)).isEqualTo(2 * MIB);
        assertThat(kinesis.calls()).hasSize(2);
    }

    /// Who may write need not be allowed to ask; an endpoint need not know the call.
    @ParameterizedTest
    @CsvSource({"AccessDeniedException,no", "UnknownOperationException,''"})
    void isLeftToKinesisWhereItCannotBeAskedFor(String code, String message) {
        answers(error(400, code, message), takes(2048));
        assertThat(limit.forRecordOf(LARGE)).isEqualTo(10 * MIB);
        assertThat(limit.forRecordOf(LARGE)).isEqualTo(10 * MIB);
        assertThat(kinesis.calls()).hasSize(1);
        clock.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(limit.forRecordOf(LARGE)).isEqualTo(2 * MIB);
    }

    /// It was lowered meanwhile.
    @Test
    void isAskedForAgainAfterKinesisHasRefusedWhatItAllows() {
        answers(takes(10_240), takes(2048));
        assertThat(limit.forRecordOf(5 * MIB)).isEqualTo(10 * MIB);
        limit.refused(5 * MIB);
        assertThat(limit.forRecordOf(5 * MIB)).isEqualTo(2 * MIB);
        limit.refused(5 * MIB);
        assertThat(limit.forRecordOf(5 * MIB)).isEqualTo(2 * MIB);
        assertThat(kinesis.calls()).hasSize(2);
    }

    /// An outage must not be taken for the stream's limit: what is refused for it is lost.
    @Test
    void isLeftToKinesisUntilItAnswers() {
        answers(broken(), takes(2048));
        assertThat(limit.forRecordOf(LARGE)).isEqualTo(10 * MIB);
        clock.addAndGet(Duration.ofSeconds(9).toNanos());
        assertThat(limit.forRecordOf(LARGE)).isEqualTo(10 * MIB);
        assertThat(kinesis.calls()).hasSize(1);
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(limit.forRecordOf(LARGE)).isEqualTo(2 * MIB);
        assertThat(kinesis.calls()).hasSize(2);
    }

    @Test
    void isWaitedForByLargeRecordsAlone() throws Exception {
        answers(takes(2048).withFixedDelay(600_000));
        Thread large = Thread.ofVirtual().start(() -> limit.forRecordOf(LARGE));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> !kinesis.calls().isEmpty());
        assertThat(limit.forRecordOf(1)).isEqualTo(MIB);
        assertThat(large.isAlive()).isTrue();
        assertThat(large.join(Duration.ofSeconds(30))).isTrue();
        assertThat(limit.forRecordOf(LARGE)).isEqualTo(10 * MIB);
    }
}
