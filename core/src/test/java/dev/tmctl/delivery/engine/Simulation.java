package dev.tmctl.delivery.engine;

import dev.tmctl.delivery.DeliveryOptions;
import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.Outcome;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Plays a scheduler against a stream in virtual time: no thread, no clock, and the same run for the same seed.
final class Simulation {
    static final long MILLI = 1_000_000L;
    static final CloudEvent EVENT = CloudEventBuilder.v1()
            .withId("1")
            .withSource(URI.create("/s"))
            .withType("t")
            .build();

    /// What a request of Kinesis takes; whoever drives a scheduler answers its requests.
    static final Transport LIMITS = new Transport() {
        @Override
        public Result send(List<PendingRecord> batch) {
            throw new IllegalStateException("nothing is sent");
        }

        @Override
        public int maxRecords() {
            return 500;
        }

        @Override
        public int maxBytes() {
            return 5 * 1024 * 1024;
        }
    };

    private final Random random;
    private final Faults faults;
    private final RecordScheduler scheduler;
    private final PriorityQueue<Arrival> arrivals = new PriorityQueue<>(Comparator.comparingLong(Arrival::at));
    private final PriorityQueue<Answer> answers = new PriorityQueue<>(Comparator.comparingLong(Answer::at));
    private final Map<PendingRecord, Integer> numbers = new HashMap<>();
    private final List<PendingRecord> submitted = new ArrayList<>();
    private final Map<String, List<Integer>> stored = new HashMap<>();
    private long now;
    private int held;
    private long requests;

    /// What goes wrong with one request.
    interface Faults {
        /// How long the request takes.
        default long latency(Random random, long now) {
            return 5 * MILLI + random.nextInt((int) (10 * MILLI));
        }

        /// Why the whole request fails, or null.
        default Transport.@Nullable Refused refuses(List<PendingRecord> batch, Random random, long now) {
            return null;
        }

        /// Whether a request that fails as a whole was stored all the same: its answer is lost.
        default boolean losesTheAnswer(Random random) {
            return false;
        }

        /// Why one record fails, or null.
        default Outcome.@Nullable Failed fails(PendingRecord record, Random random, long now) {
            return null;
        }
    }

    /// A request reaches the stream somewhere between its departure and its answer: requests overtake each other.
    private record Arrival(long at, Batch batch, long answerAt) {}

    private record Answer(long at, Batch batch, Transport.Result result) {}

    Simulation(long seed, DeliveryOptions options, Faults faults) {
        this.random = new Random(seed);
        this.faults = faults;
        scheduler = new RecordScheduler(options, LIMITS, random, EngineListener.NONE, record -> held--, () -> {});
    }

    static Outcome.Failed throttled() {
        return new Outcome.Failed(FailureKind.THROTTLED, "ProvisionedThroughputExceededException", "slow", null, 1);
    }

    static Outcome.Failed unreachable() {
        return new Outcome.Failed(FailureKind.UNREACHABLE, "EndpointUnreachable", "gone", null, 1);
    }

    /// Submits numbered records over some keys, never more than 20,000 unsettled ones, and runs until all are settled.
    void run(int records, int keys) {
        int next = 0;
        while (next < records || held > 0) {
            while (next < records && held < 20_000) {
                PendingRecord record = new PendingRecord(EVENT, "key-" + next % keys, next, 1024);
                numbers.put(record, next);
                submitted.add(record);
                held++;
                next++;
                scheduler.offer(record, now);
            }
            depart();
            step();
        }
    }

    private void depart() {
        for (Batch batch = scheduler.next(now); batch != null; batch = scheduler.next(now)) {
            requests++;
            long latency = faults.latency(random, now);
            arrivals.add(new Arrival(now + (long) (random.nextDouble() * latency), batch, now + latency));
        }
    }

    private Transport.Result result(Batch batch) {
        Transport.Refused refused = faults.refuses(batch.records(), random, now);
        if (refused != null) {
            if (faults.losesTheAnswer(random)) {
                batch.records().forEach(this::store);
            }
            return refused;
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (PendingRecord record : batch.records()) {
            Outcome.Failed failure = faults.fails(record, random, now);
            outcomes.add(failure == null ? store(record) : failure);
        }
        return new Transport.Answered(outcomes);
    }

    private Outcome store(PendingRecord record) {
        List<Integer> shard = stored.computeIfAbsent(record.key(), key -> new ArrayList<>());
        shard.add(number(record));
        return new Outcome.Delivered("shard", Integer.toString(shard.size()), "NONE");
    }

    private int number(PendingRecord record) {
        Integer number = numbers.get(record);
        if (number == null) {
            throw new IllegalStateException("a record that nobody submitted");
        }
        return number;
    }

    /// To the next answer or to when the scheduler wants to be asked.
    private void step() {
        Answer answer = answers.peek();
        Arrival arrival = arrivals.peek();
        long wake = scheduler.wakeAt(now);
        long answerAt = answer == null ? Long.MAX_VALUE : answer.at();
        long arrivalAt = arrival == null ? Long.MAX_VALUE : arrival.at();
        if (wake == Long.MAX_VALUE && answer == null && arrival == null) {
            if (held > 0) {
                throw new IllegalStateException(held + " records are left and nothing will ever move them");
            }
            return;
        }
        if (arrivalAt <= Math.min(answerAt, wake)) {
            now = Math.max(now, arrivalAt);
            Arrival first = arrivals.remove();
            answers.add(new Answer(first.answerAt(), first.batch(), result(first.batch())));
        } else if (answerAt <= wake) {
            now = Math.max(now, answerAt);
            Answer first = answers.remove();
            scheduler.answered(first.batch(), first.result(), now);
        } else {
            // a wake-up that brings nothing must not stop time
            now = Math.max(now + 1_000, wake);
        }
    }

    /// The time that has passed, in virtual nanoseconds.
    long now() {
        return now;
    }

    long requests() {
        return requests;
    }

    List<PendingRecord> submitted() {
        return submitted;
    }

    /// How many acknowledged records the stream does not hold.
    long lost() {
        Map<String, Set<Integer>> sets = new HashMap<>();
        stored.forEach((key, ofKey) -> sets.put(key, new HashSet<>(ofKey)));
        return submitted.stream()
                .filter(record -> record.poll() instanceof Outcome.Delivered)
                .filter(record -> !sets.getOrDefault(record.key(), Set.of()).contains(number(record)))
                .count();
    }

    /// How many records the stream holds more than once.
    long duplicated() {
        return stored.values().stream()
                .mapToLong(numbersOfKey ->
                        numbersOfKey.size() - numbersOfKey.stream().distinct().count())
                .sum();
    }

    /// How many acknowledged records were stored for the first time behind a later one of their key.
    long outOfOrder() {
        long violations = 0;
        for (List<Integer> ofKey : stored.values()) {
            int highest = -1;
            for (int number : ofKey.stream().distinct().toList()) {
                violations += number < highest ? 1 : 0;
                highest = Math.max(highest, number);
            }
        }
        return violations;
    }

    long failed() {
        return submitted.stream()
                .filter(record -> record.poll() instanceof Outcome.Failed)
                .count();
    }
}
