package dev.tmctl.delivery.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.delivery.DeliveryOptions;
import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.Outcome;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RecordEngineTest {
    private static final int BYTES = 1_600_000;

    /// Answers no request before another one is under way.
    private static final class InPairs implements Transport {
        private final CyclicBarrier both = new CyclicBarrier(2);

        @Override
        public Result send(List<PendingRecord> batch) {
            Outcome outcome;
            try {
                both.await(20, TimeUnit.SECONDS);
                outcome = new Outcome.Delivered("shard", "1", "NONE");
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                outcome = new Outcome.Failed(FailureKind.REFUSED, "Alone", "no other request is under way", null, 1);
            }
            return new Answered(Collections.nCopies(batch.size(), outcome));
        }

        @Override
        public int maxRecords() {
            return 500;
        }

        @Override
        public int maxBytes() {
            return 3 * BYTES + 1;
        }
    }

    /// More than once: the engine's timer sleeps for sure when it has done something before.
    @Test
    void whatARequestDoesNotTakeLeavesWithAnotherWithoutWaitingForItsAnswer() throws Exception {
        try (RecordEngine engine =
                new RecordEngine(DeliveryOptions.DEFAULT, new InPairs(), EngineListener.NONE, ShardMap::unknown)) {
            for (int round = 0; round < 5; round++) {
                List<PendingRecord> records =
                        IntStream.range(0, 4).mapToObj(RecordEngineTest::record).toList();
                assertThat(engine.submit(records)).isEqualTo(4);
                for (PendingRecord record : records) {
                    assertThat(record.await()).isEqualTo(new Outcome.Delivered("shard", "1", "NONE"));
                }
            }
        }
    }

    private static final Transport STORES = new Transport() {
        @Override
        public Result send(List<PendingRecord> batch) {
            return new Answered(Collections.nCopies(batch.size(), new Outcome.Delivered("shard", "1", "NONE")));
        }

        @Override
        public int maxRecords() {
            return 500;
        }

        @Override
        public int maxBytes() {
            return 5 * BYTES;
        }
    };

    /// A container's limit of threads is reached for a moment.
    @Test
    @Timeout(30)
    void waitsWhereNoThreadCanBeMade() throws Exception {
        AtomicInteger starts = new AtomicInteger();
        Executor scarce = request -> {
            if (starts.incrementAndGet() <= 3) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            Thread.startVirtualThread(request);
        };
        DeliveryOptions options = DeliveryOptions.DEFAULT.withBackoff(Duration.ofMillis(1), Duration.ofMillis(2));
        try (RecordEngine engine = new RecordEngine(options, STORES, EngineListener.NONE, ShardMap::unknown, scarce)) {
            PendingRecord record = record(1);
            assertThat(engine.submit(List.of(record))).isEqualTo(1);
            assertThat(record.await()).isEqualTo(new Outcome.Delivered("shard", "1", "NONE"));
            assertThat(starts).hasValue(4);
        }
    }

    private static PendingRecord record(int number) {
        return new PendingRecord(Simulation.EVENT, "key-" + number, number, BYTES);
    }
}
