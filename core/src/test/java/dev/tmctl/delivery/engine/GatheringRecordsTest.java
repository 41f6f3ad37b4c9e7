package dev.tmctl.delivery.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.delivery.DeliveryOptions;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// When records that gather behind a request leave.
class GatheringRecordsTest {
    private static final int MIB = 1024 * 1024;
    private static final long GATHER = Duration.ofMillis(20).toNanos();

    private final RecordScheduler scheduler = new RecordScheduler(
            DeliveryOptions.DEFAULT.withGather(Duration.ofNanos(GATHER)),
            Simulation.LIMITS,
            new Random(1),
            EngineListener.NONE,
            record -> {},
            () -> {});
    private int keys;

    private void offer(int records, int bytes) {
        for (int i = 0; i < records; i++) {
            scheduler.offer(record("key-" + keys++, bytes), 0);
        }
    }

    private int departing(long now) {
        @Nullable Batch batch = scheduler.next(now);
        return batch == null ? 0 : batch.records().size();
    }

    @Test
    void anIdleEngineSendsAtOnce() {
        offer(1, 1024);
        assertThat(departing(0)).isOne();
    }

    @Test
    void aFewWaitForCompanyAShortWhile() {
        offer(1, 1024);
        assertThat(departing(0)).isOne();
        offer(499, 1024);
        assertThat(departing(GATHER - 1)).isZero();
        assertThat(departing(GATHER)).isEqualTo(499);
    }

    @Test
    void aWholeRequestByNumberDoesNotWait() {
        offer(1, 1024);
        assertThat(departing(0)).isOne();
        offer(500, 1024);
        assertThat(departing(0)).isEqualTo(500);
    }

    @Test
    void aWholeRequestByBytesDoesNotWait() {
        offer(1, 1024);
        assertThat(departing(0)).isOne();
        offer(4, MIB);
        assertThat(departing(0)).isZero();
        assertThat(scheduler.hasEnough()).isFalse();
        offer(1, MIB);
        assertThat(scheduler.hasEnough()).isTrue();
        assertThat(departing(0)).isEqualTo(5);
        assertThat(scheduler.hasEnough()).isFalse();
    }

    @Test
    void aBusyKeyHoldsAFewRequestsOnly() {
        scheduler.offer(record("fixed", 1024), 0);
        assertThat(departing(0)).isOne();
        int offered = 0;
        while (!scheduler.hasEnough() && offered < 20_000) {
            scheduler.offer(record("fixed", 1024), 0);
            offered++;
            departing(0);
        }
        assertThat(offered).isEqualTo(6 * 500);
    }

    private static PendingRecord record(String key, int bytes) {
        return new PendingRecord(Simulation.EVENT, key, key, bytes);
    }
}
