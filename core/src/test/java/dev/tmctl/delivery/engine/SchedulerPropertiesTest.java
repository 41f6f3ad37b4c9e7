package dev.tmctl.delivery.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.delivery.DeliveryOptions;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.delivery.engine.Simulation.Faults;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/// Any schedule of failures: every record is settled, what is acknowledged is stored, and strict order holds.
class SchedulerPropertiesTest {

    private record Schedule(double throttled, double refused, double answersLost) implements Faults {
        @Override
        public long latency(Random random, long now) {
            // now and then a request hangs until its timeout
            return random.nextInt(50) == 0 ? 10_000 * Simulation.MILLI : (1 + random.nextInt(40)) * Simulation.MILLI;
        }

        @Override
        public Transport.@Nullable Refused refuses(List<PendingRecord> batch, Random random, long now) {
            return random.nextDouble() < refused
                    ? new Transport.Refused(Simulation.unreachable(), Transport.Retry.LATER)
                    : null;
        }

        @Override
        public boolean losesTheAnswer(Random random) {
            return random.nextDouble() < answersLost;
        }

        @Override
        public Outcome.@Nullable Failed fails(PendingRecord record, Random random, long now) {
            return random.nextDouble() < throttled ? Simulation.throttled() : null;
        }
    }

    @Property(tries = 100)
    void settlesEveryRecordAndLosesNone(
            @ForAll long seed,
            @ForAll boolean ordered,
            @ForAll @IntRange(min = 1, max = 30) int keys,
            @ForAll @IntRange(min = 1, max = 24) int maxInFlight,
            @ForAll @IntRange(min = 0, max = 60) int deadlineSeconds,
            @ForAll @DoubleRange(max = 0.8) double throttled,
            @ForAll @DoubleRange(max = 0.6) double refused,
            @ForAll @DoubleRange(max = 1) double answersLost) {
        DeliveryOptions options = DeliveryOptions.DEFAULT
                .withOrdered(ordered)
                .withMaxInFlight(maxInFlight)
                .withDeadline(Duration.ofSeconds(deadlineSeconds));
        Simulation simulation = new Simulation(seed, options, new Schedule(throttled, refused, answersLost));
        simulation.run(2_000, keys);
        assertThat(simulation.submitted())
                .allSatisfy(record -> assertThat(record.poll()).isNotNull());
        assertThat(simulation.lost()).isZero();
        if (ordered) {
            assertThat(simulation.outOfOrder()).isZero();
        }
        if (refused == 0 || answersLost == 0) {
            assertThat(simulation.duplicated()).isZero();
        }
    }
}
