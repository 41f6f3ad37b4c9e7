package dev.tmctl.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tmctl.delivery.Fault.Kind;
import dev.tmctl.delivery.FaultyKinesis.Request;
import dev.tmctl.delivery.FaultyStream.Entry;
import dev.tmctl.delivery.NumberedEvents.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Twenty thousand numbered events over fifty keys through every fault that a network and a service have: the real
/// engine over real connections in real time. Nothing that was acknowledged is lost, nothing is stored twice unless an
/// answer was lost, and with `ordered` the order of each key holds.
@Timeout(value = 40, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeliveryFaultsTest {
    private static final int EVENTS = 20_000;
    private static final int SHARDS = 4;
    private static final Verdict PERFECT = new Verdict(0, 0, 0, Map.of());

    /// Both ways at the same time, since most of the time they wait.
    private record Both(Verdict free, Verdict ordered, int requests) {}

    private static Both send(int events, Supplier<Fault.Plan> plans)
            throws IOException, InterruptedException, ExecutionException {
        try (FaultyKinesis free = new FaultyKinesis(SHARDS, plans.get());
                FaultyKinesis strict = new FaultyKinesis(SHARDS, plans.get())) {
            FutureTask<Verdict> task = new FutureTask<>(() -> NumberedEvents.send(strict, true, events));
            Thread.ofVirtual().start(task);
            Verdict first = NumberedEvents.send(free, false, events);
            return new Both(first, task.get(), free.requests());
        }
    }

    /// Nothing is lost or stored twice, and strict order is kept where it is wanted.
    private static void assertExact(Both both) {
        assertThat(both.free()).isEqualTo(new Verdict(0, 0, both.free().outOfOrder(), Map.of()));
        assertThat(both.ordered()).isEqualTo(PERFECT);
    }

    /// The same, but for what was stored although nobody heard of it.
    private static void assertAtLeastOnce(Both both) {
        assertThat(both.free())
                .isEqualTo(new Verdict(0, both.free().duplicated(), both.free().outOfOrder(), Map.of()));
        assertThat(both.free().duplicated()).isPositive();
        assertThat(both.ordered()).isEqualTo(new Verdict(0, both.ordered().duplicated(), 0, Map.of()));
        assertThat(both.ordered().duplicated()).isPositive();
    }

    /// Goes wrong with some requests that hold records; ListShards is denied, so that shards stay unknown.
    private static Fault.Plan requests(IntPredicate which, Fault fault) {
        AtomicInteger puts = new AtomicInteger();
        return new Fault.Plan() {
            @Override
            public Fault of(Request request) {
                if (request.operation().equals("ListShards")) {
                    return Fault.error(400, "AccessDeniedException");
                }
                return which.test(puts.incrementAndGet()) ? fault : Fault.NONE;
            }
        };
    }

    /// Fails records by a pattern of their number and of how often they came before.
    private static Fault.Plan records(Pattern pattern, String code) {
        Map<Integer, Integer> attempts = new ConcurrentHashMap<>();
        return new Fault.Plan() {
            @Override
            public Fault of(Request request) {
                return request.operation().equals("ListShards")
                        ? Fault.error(400, "AccessDeniedException")
                        : Fault.NONE;
            }

            @Override
            public @Nullable String ofRecord(Request request, Entry record) {
                int number = NumberedEvents.number(record.data());
                return pattern.fails(number, attempts.merge(number, 1, Integer::sum)) ? code : null;
            }
        };
    }

    private interface Pattern {
        boolean fails(int number, int attempt);
    }

    /// The same share of records and attempts in every run.
    private static boolean share(int number, int attempt, int percent) {
        return Math.floorMod((number * 31L + attempt) * 2_654_435_761L >> 8, 100) < percent;
    }

    @Test
    void storesEverythingOnceWhereNothingFails() throws Exception {
        Both both = send(EVENTS, () -> requests(number -> false, Fault.NONE));
        assertExact(both);
        assertThat(both.requests()).isLessThan(EVENTS / 10);
    }

    /// A record is throttled at most three times: 90 % for ever would only take long.
    @ParameterizedTest
    @ValueSource(ints = {1, 10, 50, 90})
    void throttling(int percent) throws Exception {
        assertExact(send(
                EVENTS,
                () -> records(
                        (number, attempt) -> attempt <= 3 && share(number, attempt, percent),
                        "ProvisionedThroughputExceededException")));
    }

    @ParameterizedTest
    @CsvSource({"InternalFailure, 2", "InternalFailure, 7", "KMSThrottlingException, 3", "NobodyKnowsThisCode, 5"})
    void everySoManiethRecordOfARequestFails(String code, int every) throws Exception {
        assertExact(send(EVENTS, () -> records((number, attempt) -> attempt == 1 && number % every == 0, code)));
    }

    @Test
    void everyRecordOfARequestButTheLastFails() throws Exception {
        assertExact(send(
                EVENTS, () -> records((number, attempt) -> attempt == 1 && number % 500 != 499, "InternalFailure")));
    }

    /// Shards that take 500 records a second of a key from the first one on, so that the slowest machine sends too
    /// many.
    @Test
    void manyAgainstShardsThatHaveALimit() throws Exception {
        Map<String, Long> admitted = new ConcurrentHashMap<>();
        AtomicLong start = new AtomicLong();
        AtomicInteger throttled = new AtomicInteger();
        Fault.Plan limited = new Fault.Plan() {
            @Override
            public @Nullable String ofRecord(Request request, Entry record) {
                long now = System.nanoTime();
                start.compareAndSet(0, now);
                long allowed = (now - start.get()) / 2_000_000;
                if (admitted.merge(record.key(), 1L, Long::sum) <= allowed) {
                    return null;
                }
                admitted.merge(record.key(), -1L, Long::sum);
                throttled.incrementAndGet();
                return "ProvisionedThroughputExceededException";
            }
        };
        try (FaultyKinesis kinesis = new FaultyKinesis(64, limited)) {
            Verdict verdict = NumberedEvents.send(kinesis, false, 50_000);
            assertThat(verdict).isEqualTo(new Verdict(0, 0, verdict.outOfOrder(), Map.of()));
            // the pace of each shard is found instead of trying all the time
            assertThat(throttled).hasPositiveValue().hasValueLessThan(50_000);
        }
    }

    @Test
    void requestsFailAsAWhole() throws Exception {
        for (Fault fault : List.of(
                Fault.error(400, "LimitExceededException"),
                Fault.error(500, "InternalFailure"),
                Fault.error(503, "ServiceUnavailable"),
                Fault.html(500),
                Fault.html(200),
                Fault.html(403))) {
            Both both = send(EVENTS, () -> requests(number -> number % 10 == 3, fault));
            assertThat(both.ordered()).as("%s", fault).isEqualTo(PERFECT);
            assertThat(both.free())
                    .as("%s", fault)
                    .isEqualTo(new Verdict(0, 0, both.free().outOfOrder(), Map.of()));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET", "TRUNCATED", "HANG", "WRONG_COUNT"})
    void nothingIsStoredBeforeItBreaks(Kind kind) throws Exception {
        IntPredicate some = kind == Kind.HANG ? number -> number == 2 || number == 9 : number -> number % 8 == 1;
        // what is cut off or has a result too few is an empty answer here
        assertExact(send(EVENTS, () -> requests(some, Fault.of(kind, false))));
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET", "TRUNCATED", "HANG", "WRONG_COUNT"})
    void everythingIsStoredBeforeItBreaks(Kind kind) throws Exception {
        IntPredicate some = kind == Kind.HANG ? number -> number == 2 || number == 9 : number -> number % 8 == 1;
        assertAtLeastOnce(send(EVENTS, () -> requests(some, Fault.of(kind, true))));
    }

    @Test
    void slowAnswers() throws Exception {
        Both both = send(EVENTS, () -> requests(number -> number % 50 == 0, Fault.slow(Duration.ofMillis(200))));
        assertExact(both);
    }

    /// The shards are known here, become others in the middle, and the map of them is a hint only.
    @Test
    void reshardingInTheMiddle() throws Exception {
        for (boolean ordered : new boolean[] {false, true}) {
            AtomicInteger stored = new AtomicInteger();
            AtomicReference<FaultyStream> stream = new AtomicReference<>();
            Fault.Plan plan = new Fault.Plan() {
                @Override
                public @Nullable String ofRecord(Request request, Entry record) {
                    int count = stored.incrementAndGet();
                    if (count % 7_000 == 0) {
                        Objects.requireNonNull(stream.get()).split();
                    }
                    return count % 97 == 0 ? "ProvisionedThroughputExceededException" : null;
                }
            };
            try (FaultyKinesis kinesis = new FaultyKinesis(32, plan)) {
                stream.set(kinesis.stream());
                Verdict verdict = NumberedEvents.send(kinesis, ordered, EVENTS);
                assertThat(verdict).isEqualTo(new Verdict(0, 0, ordered ? 0 : verdict.outOfOrder(), Map.of()));
                List<FaultyStream.Shard> shards = kinesis.stream().shards();
                assertThat(shards).hasSize(32 + 64 + 128);
                Set<String> used = kinesis.stream().records().stream()
                        .map(FaultyStream.Stored::shardId)
                        .collect(Collectors.toSet());
                // which keys are left for the last of them is a matter of who was throttled before
                for (List<FaultyStream.Shard> generation :
                        List.of(shards.subList(0, 32), shards.subList(32, 96), shards.subList(96, 224))) {
                    assertThat(generation)
                            .extracting(FaultyStream.Shard::id)
                            .as("one of them is used")
                            .containsAnyElementsOf(used);
                }
            }
        }
    }

    @Test
    void theEndpointIsGoneForAWhile() throws Exception {
        for (boolean ordered : new boolean[] {false, true}) {
            CountDownLatch half = new CountDownLatch(EVENTS / 2);
            CountDownLatch gone = new CountDownLatch(1);
            Fault.Plan counting = new Fault.Plan() {
                @Override
                public @Nullable String ofRecord(Request request, Entry record) {
                    half.countDown();
                    if (half.getCount() == 0) {
                        // the rest waits for the outage: on a busy machine all would be stored before it
                        FaultyKinesis.hold(gone);
                    }
                    return null;
                }
            };
            try (FaultyKinesis kinesis = new FaultyKinesis(SHARDS, counting)) {
                FutureTask<Verdict> task = new FutureTask<>(() -> NumberedEvents.send(kinesis, ordered, EVENTS));
                Thread.ofVirtual().start(task);
                assertThat(half.await(30, TimeUnit.SECONDS)).isTrue();
                kinesis.gone();
                gone.countDown();
                // nothing moves while it is gone: the task is still there after a good part of a second
                assertThat(catchThrowable(() -> task.get(700, TimeUnit.MILLISECONDS)))
                        .isInstanceOf(TimeoutException.class);
                kinesis.back();
                Verdict verdict = task.get();
                // the answers of the requests that were cut off are lost
                assertThat(verdict)
                        .isEqualTo(new Verdict(0, verdict.duplicated(), ordered ? 0 : verdict.outOfOrder(), Map.of()));
                assertThat(verdict.duplicated()).isLessThanOrEqualTo(16 * 500);
            }
        }
    }
}
