package dev.tmctl.delivery.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.delivery.DeliveryOptions;
import dev.tmctl.delivery.Order;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.delivery.engine.Simulation.Faults;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A hundred thousand numbered records over fifty keys through every kind of fault, in virtual time.
class SchedulerFaultsTest {
    private static final int RECORDS = 100_000;
    private static final int KEYS = 50;
    private static final long SECOND = 1_000_000_000L;
    private static final DeliveryOptions PATIENT = DeliveryOptions.DEFAULT.withDeadline(DeliveryOptions.UNLIMITED);

    private static Simulation run(boolean ordered, Faults faults) {
        Simulation simulation = new Simulation(7, PATIENT.withOrdered(ordered), faults);
        simulation.run(RECORDS, KEYS);
        assertThat(simulation.failed()).isZero();
        assertThat(simulation.lost()).isZero();
        return simulation;
    }

    private static Faults throttling(double share) {
        return new Faults() {
            @Override
            public Outcome.@Nullable Failed fails(PendingRecord record, Random random, long now) {
                return random.nextDouble() < share ? Simulation.throttled() : null;
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, KEYS, RECORDS})
    void keepsTheOrderWhereNothingFails(int keys) {
        Simulation simulation = new Simulation(7, PATIENT, new Faults() {});
        simulation.run(RECORDS, keys);
        assertThat(simulation.outOfOrder()).isZero();
        assertThat(simulation.duplicated()).isZero();
        assertThat(simulation.requests()).isLessThan(2 * RECORDS / 500);
    }

    @Test
    void promisesNoOrderWhereNoneIsWanted() {
        Simulation simulation = new Simulation(7, PATIENT.withOrder(Order.ANY), new Faults() {});
        simulation.run(RECORDS, KEYS);
        assertThat(simulation.outOfOrder()).isPositive();
        assertThat(simulation.duplicated()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.1, 0.5, 0.9})
    void losesAndDuplicatesNothingUnderThrottling(double share) {
        Simulation simulation = run(false, throttling(share));
        assertThat(simulation.duplicated()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.1, 0.5, 0.9})
    void keepsStrictOrderUnderThrottling(double share) {
        Simulation simulation = run(true, throttling(share));
        assertThat(simulation.duplicated()).isZero();
        assertThat(simulation.outOfOrder()).isZero();
    }

    @Test
    void sendsAgainWhatWasStoredOnlyWhereTheAnswerWasLost() {
        Faults resets = new Faults() {
            private boolean lost;

            @Override
            public Transport.@Nullable Refused refuses(List<PendingRecord> batch, Random random, long now) {
                lost = random.nextDouble() < 0.1;
                return lost ? new Transport.Refused(Simulation.unreachable(), Transport.Retry.LATER) : null;
            }

            @Override
            public boolean losesTheAnswer(Random random) {
                return random.nextBoolean();
            }
        };
        assertThat(run(false, resets).duplicated()).isPositive();
        assertThat(run(true, resets).outOfOrder()).isZero();
    }

    @Test
    void waitsForAnEndpointThatIsGoneForAMinute() {
        Faults gone = new Faults() {
            @Override
            public Transport.@Nullable Refused refuses(List<PendingRecord> batch, Random random, long now) {
                return now > SECOND / 10 && now < 60 * SECOND
                        ? new Transport.Refused(Simulation.unreachable(), Transport.Retry.LATER)
                        : null;
            }
        };
        Simulation simulation = run(false, gone);
        assertThat(simulation.duplicated()).isZero();
        assertThat(simulation.now()).isBetween(60 * SECOND, 75 * SECOND);
        // one probe at a time, further and further apart
        assertThat(simulation.requests()).isLessThan(RECORDS / 500 + 100);
    }

    @Test
    void failsInTimeWhatCannotBeSentInTime() {
        Faults gone = new Faults() {
            @Override
            public Transport.Refused refuses(List<PendingRecord> batch, Random random, long now) {
                return new Transport.Refused(Simulation.unreachable(), Transport.Retry.LATER);
            }
        };
        Simulation simulation = new Simulation(7, DeliveryOptions.DEFAULT, gone);
        simulation.run(10_000, KEYS);
        assertThat(simulation.failed()).isEqualTo(10_000);
        assertThat(simulation.now()).isBetween(20 * SECOND, 31 * SECOND);
    }

    @Test
    void findsTheRecordThatSpoilsItsRequest() {
        Faults poison = new Faults() {
            @Override
            public Transport.@Nullable Refused refuses(List<PendingRecord> batch, Random random, long now) {
                boolean bad = batch.stream().anyMatch(record -> record.content(Integer.class) % 10_000 == 77);
                return bad ? new Transport.Refused(Simulation.throttled(), Transport.Retry.BISECT) : null;
            }
        };
        Simulation simulation = new Simulation(7, PATIENT, poison);
        simulation.run(RECORDS, KEYS);
        assertThat(simulation.failed()).isEqualTo(RECORDS / 10_000);
        assertThat(simulation.lost()).isZero();
        assertThat(simulation.duplicated()).isZero();
    }

    @Test
    void aHotShardDoesNotStallTheRest() {
        Faults hot = new Faults() {
            @Override
            public Outcome.@Nullable Failed fails(PendingRecord record, Random random, long now) {
                // a shard that is closed for ten seconds
                return record.key().equals("key-0") && now < 10 * SECOND ? Simulation.throttled() : null;
            }
        };
        Simulation simulation = new Simulation(7, PATIENT, hot);
        simulation.run(19_000, KEYS);
        assertThat(simulation.lost()).isZero();
        long othersDone = simulation.submitted().stream()
                .filter(record -> !record.key().equals("key-0"))
                .filter(record -> record.attempts() > 2)
                .count();
        // neighbours in the slice of the hot key may have waited with it
        assertThat(othersDone).isLessThan(2_000);
    }
}
