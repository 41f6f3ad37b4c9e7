package dev.tmctl.delivery.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.delivery.DeliveryOptions;
import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.Outcome;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A request is refused for what one of its records holds: nothing is known of the others.
class SpoiltRequestTest {
    private static final long MILLI = Simulation.MILLI;
    private static final Outcome.Failed TOO_LARGE =
            new Outcome.Failed(FailureKind.TOO_LARGE, "ValidationException", "over the limit", null, 1);
    private static final Transport.Result SPOILT = new Transport.Refused(TOO_LARGE, Transport.Retry.BISECT);
    private static final Transport.Result GONE = new Transport.Refused(Simulation.unreachable(), Transport.Retry.LATER);
    private static final Outcome ENDED =
            new Outcome.Failed(FailureKind.CANCELLED, "Cancelled", "the run ended", null, 1);
    private static final Outcome STORED = new Outcome.Delivered("shard", "1", "NONE");

    private final RecordScheduler scheduler = new RecordScheduler(
            DeliveryOptions.DEFAULT.withMaxInFlight(1).withDeadline(Duration.ofMillis(100)),
            Simulation.LIMITS,
            new Random(7),
            EngineListener.NONE,
            record -> {},
            () -> {});

    private List<PendingRecord> offered(int count) {
        return offered(count, 0);
    }

    private List<PendingRecord> offered(int count, long now) {
        List<PendingRecord> records = IntStream.range(0, count)
                .mapToObj(i -> new PendingRecord(Simulation.EVENT, "key-" + i, i, 1024))
                .toList();
        records.forEach(record -> scheduler.offer(record, now));
        return records;
    }

    private Batch next(long now) {
        return Objects.requireNonNull(scheduler.next(now), "a request");
    }

    private static List<@Nullable Outcome> outcomes(List<PendingRecord> records) {
        return records.stream().<@Nullable Outcome>map(PendingRecord::poll).toList();
    }

    @Test
    void whatExpiresBeforeItIsJudgedFailsForTheOutage() {
        List<PendingRecord> records = offered(4);
        scheduler.answered(next(0), SPOILT, 10 * MILLI);
        scheduler.answered(next(10 * MILLI), GONE, 20 * MILLI);
        assertThat(scheduler.next(101 * MILLI)).isNull();
        Outcome.Failed gone = Simulation.unreachable();
        Outcome twice = new Outcome.Failed(gone.kind(), gone.code(), gone.message(), null, 2);
        assertThat(outcomes(records)).containsExactly(twice, twice, gone, gone);
    }

    @Test
    void whatExpiredWhileItsHalfWaitedIsNotSent() {
        List<PendingRecord> records = offered(4);
        scheduler.answered(next(0), SPOILT, 10 * MILLI);
        scheduler.answered(next(10 * MILLI), GONE, 150 * MILLI);
        assertThat(scheduler.next(151 * MILLI)).isNull();
        assertThat(outcomes(records)).doesNotContainNull();
        List<PendingRecord> later = offered(1, 60_000 * MILLI);
        assertThat(next(60_000 * MILLI).records()).isEqualTo(later);
    }

    /// The clock was set right by the answer, and the next attempt found something else.
    @Test
    void whatTheNextAttemptFindsMendedIsNoReason() {
        List<PendingRecord> records = offered(2);
        Outcome.Failed skewed = new Outcome.Failed(FailureKind.CREDENTIALS, "RequestExpired", "clock", null, 1);
        scheduler.answered(next(0), new Transport.Refused(skewed, Transport.Retry.ONCE), 10 * MILLI);
        scheduler.answered(next(10 * MILLI), SPOILT, 20 * MILLI);
        scheduler.answered(next(20 * MILLI), GONE, 30 * MILLI);
        assertThat(scheduler.next(101 * MILLI)).isNull();
        assertThat(records)
                .extracting(record -> ((Outcome.Failed) Objects.requireNonNull(record.poll())).code())
                .containsExactly("EndpointUnreachable", "EndpointUnreachable");
    }

    @Test
    void anEngineThatWorksJudgesEveryRecord() {
        List<PendingRecord> records = offered(4);
        scheduler.answered(next(0), SPOILT, 10 * MILLI);
        Batch half = next(10 * MILLI);
        assertThat(scheduler.next(150 * MILLI)).isNull();
        scheduler.answered(half, new Transport.Answered(Collections.nCopies(2, STORED)), 200 * MILLI);
        scheduler.answered(next(200 * MILLI), SPOILT, 210 * MILLI);
        scheduler.answered(next(210 * MILLI), SPOILT, 220 * MILLI);
        scheduler.answered(next(220 * MILLI), new Transport.Answered(List.of(STORED)), 230 * MILLI);
        Outcome tooLarge = new Outcome.Failed(TOO_LARGE.kind(), TOO_LARGE.code(), TOO_LARGE.message(), null, 3);
        assertThat(outcomes(records)).containsExactly(STORED, STORED, tooLarge, STORED);
    }

    @Test
    void aRunThatEndsJudgesNoneOfThem() {
        List<PendingRecord> records = offered(3);
        Batch batch = next(0);
        scheduler.abandon(Outcome.Failed.cancelled("the run ended"));
        scheduler.answered(batch, SPOILT, 10 * MILLI);
        assertThat(outcomes(records)).containsExactly(ENDED, ENDED, ENDED);
    }

    @Test
    void aRunThatEndsCountsWhatWasSent() {
        List<PendingRecord> records = offered(2);
        scheduler.answered(next(0), GONE, 10 * MILLI);
        scheduler.abandon(Outcome.Failed.cancelled("the run ended"));
        assertThat(outcomes(records)).containsExactly(ENDED, ENDED);
    }
}
