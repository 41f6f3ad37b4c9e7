package dev.tmctl.delivery;

import static dev.tmctl.delivery.NumberedEvents.OPTIONS;
import static dev.tmctl.delivery.NumberedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tmctl.aws.AwsClients;
import dev.tmctl.delivery.Fault.Kind;
import dev.tmctl.delivery.FaultyKinesis.Request;
import dev.tmctl.delivery.NumberedEvents.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a delivery promises about time and memory when nothing answers.
@Timeout(value = 40, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeliveryBoundsTest {
    private static final Duration ATTEMPT = Duration.ofSeconds(1);
    private static final Duration SLACK = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static Fault.Plan always(Fault fault) {
        return new Fault.Plan() {
            @Override
            public Fault of(Request request) {
                return fault;
            }
        };
    }

    private static AwsClients access(FaultyKinesis kinesis, boolean ordered) {
        return new AwsClients(NumberedEvents.target(kinesis.endpoint(), ordered), Map.of());
    }

    private static List<DeliveryFuture> submit(Delivery delivery, int events) throws InterruptedException {
        List<DeliveryFuture> receipts = new ArrayList<>();
        for (int number = 0; number < events; number++) {
            receipts.add(delivery.submit(event(number)));
        }
        return receipts;
    }

    private static List<Outcome> await(List<DeliveryFuture> receipts) throws InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        for (DeliveryFuture future : receipts) {
            outcomes.add(future.await());
        }
        return outcomes;
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR, false, ProvisionedThroughputExceededException",
        "ERROR, true, ProvisionedThroughputExceededException",
        "ERROR, false, InternalFailure",
        "RESET, false, EndpointUnreachable",
        "RESET, true, EndpointUnreachable",
        "HANG, false, Timeout",
        "HANG, true, Timeout"
    })
    void nothingSettlesLongAfterItsDeadline(Kind kind, boolean ordered, String code) throws Exception {
        Fault fault =
                kind == Kind.ERROR ? Fault.error(code.endsWith("Exception") ? 400 : 500, code) : Fault.of(kind, false);
        DeliveryOptions options = OPTIONS.withDeadline(Duration.ofSeconds(2))
                // an answer that a busy machine gives late is no timeout
                .withAttemptTimeout(kind == Kind.HANG ? ATTEMPT : ATTEMPT.multipliedBy(10));
        try (FaultyKinesis kinesis = new FaultyKinesis(4, always(fault));
                AwsClients clients = access(kinesis, ordered);
                KinesisDelivery delivery = new KinesisDelivery(clients, options)) {
            List<DeliveryFuture> receipts = submit(delivery, 2_000);
            // of the last one: who submits waits for room
            long start = System.nanoTime();
            List<Outcome> outcomes = await(receipts);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertThat(took).isLessThan(Duration.ofSeconds(2).plus(ATTEMPT).plus(SLACK));
            assertThat(outcomes)
                    .allSatisfy(outcome ->
                            assertThat(((Outcome.Failed) outcome).code()).isEqualTo(code));
            assertThat(kinesis.stream().size()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void submitWaitsAtTheBound(boolean ordered) throws Exception {
        int bound = 1_500;
        DeliveryOptions options = OPTIONS.withBounds(bound, Long.MAX_VALUE).withAttemptTimeout(Duration.ofSeconds(60));
        ConcurrentLinkedQueue<DeliveryFuture> receipts = new ConcurrentLinkedQueue<>();
        try (FaultyKinesis kinesis = new FaultyKinesis(4, always(Fault.of(Kind.HANG, true)));
                AwsClients clients = access(kinesis, ordered);
                KinesisDelivery delivery = new KinesisDelivery(clients, options)) {
            Thread submitter = Thread.ofPlatform().daemon().start(() -> {
                try {
                    for (int number = 0; number < 2 * bound; number++) {
                        receipts.add(delivery.submit(event(number)));
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            Awaitility.await().atMost(TIMEOUT).until(() -> receipts.size() == bound && kinesis.hanging() > 0);
            Awaitility.await().atMost(TIMEOUT).until(() -> submitter.getState() == Thread.State.WAITING);
            assertThat(delivery.load().records()).isEqualTo(bound);
            delivery.cancel("enough");
            submitter.join(TIMEOUT);
            assertThat(submitter.isAlive()).isFalse();
            assertThat(receipts).hasSize(2 * bound);
            kinesis.release();
        }
    }

    @Test
    void neverHoldsMoreThanItsBounds() throws Exception {
        int bound = 700;
        int most = 0;
        int mostRequests = 0;
        DeliveryOptions options = OPTIONS.withBounds(bound, Long.MAX_VALUE).withMaxInFlight(3);
        try (FaultyKinesis kinesis = new FaultyKinesis(4, always(Fault.slow(Duration.ofMillis(5))));
                AwsClients clients = access(kinesis, false);
                KinesisDelivery delivery = new KinesisDelivery(clients, options)) {
            List<DeliveryFuture> receipts = new ArrayList<>();
            for (int number = 0; number < 20_000; number++) {
                receipts.add(delivery.submit(event(number)));
                most = Math.max(most, delivery.load().records());
                mostRequests = Math.max(mostRequests, delivery.load().requests());
            }
            Verdict verdict = NumberedEvents.judge(kinesis.stream(), await(receipts));
            assertThat(verdict).isEqualTo(new Verdict(0, 0, verdict.outOfOrder(), Map.of()));
            assertThat(delivery.load().records()).isZero();
        }
        assertThat(most).isBetween(bound - 100, bound);
        // fewer where the machine is busy: the engine adapts below its bound
        assertThat(mostRequests).isBetween(2, 3);
    }

    @Test
    void anInterruptedSubmitHasTakenNothing() throws Exception {
        DeliveryOptions options = OPTIONS.withBounds(1, Long.MAX_VALUE).withAttemptTimeout(Duration.ofSeconds(60));
        try (FaultyKinesis kinesis = new FaultyKinesis(4, always(Fault.of(Kind.HANG, true)));
                AwsClients clients = access(kinesis, false);
                KinesisDelivery delivery = new KinesisDelivery(clients, options)) {
            DeliveryFuture first = delivery.submit(event(0));
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> delivery.submit(event(1))).isInstanceOf(InterruptedException.class);
            assertThat(delivery.load().records()).isEqualTo(1);
            assertThat(first.poll()).isNull();
            kinesis.release();
            delivery.cancel("enough");
        }
    }

    /// What hangs settles with the end of its request, the rest at once, and nothing is sent again.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void cancelWhileRequestsHang(boolean ordered) throws Exception {
        // long: after a timeout the engine would send one request at a time, and two could never hang together
        DeliveryOptions options = OPTIONS.withMaxInFlight(2).withAttemptTimeout(ATTEMPT.multipliedBy(8));
        try (FaultyKinesis kinesis = new FaultyKinesis(4, always(Fault.of(Kind.HANG, false)));
                AwsClients clients = access(kinesis, ordered);
                KinesisDelivery delivery = new KinesisDelivery(clients, options)) {
            // one by one: a slow thread could not submit the rest of a thousand while two requests hang
            List<DeliveryFuture> hanging = new ArrayList<>();
            for (int number = 1; number <= 2; number++) {
                hanging.add(delivery.submit(event(number)));
                Awaitility.await().atMost(TIMEOUT).until(() -> kinesis.hanging() == hanging.size());
            }
            List<DeliveryFuture> receipts = submit(delivery, 400);
            delivery.cancel("the user said so");
            assertThat(receipts)
                    .allSatisfy(future ->
                            assertThat(future.poll()).isEqualTo(Outcome.Failed.cancelled("the user said so")));
            assertThat(delivery.load().records()).isEqualTo(2);
            assertThat(await(hanging))
                    .allSatisfy(outcome ->
                            assertThat(((Outcome.Failed) outcome).code()).isEqualTo("Timeout"));
            assertThat(kinesis.requests()).isEqualTo(2);
            assertThat(delivery.submit(event(1_000)).await()).isEqualTo(Outcome.Failed.cancelled("the user said so"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void closeWhileRequestsHang(boolean ordered) throws Exception {
        List<Throwable> uncaught = new ArrayList<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
        try (FaultyKinesis kinesis = new FaultyKinesis(4, always(Fault.of(Kind.HANG, false)))) {
            List<DeliveryFuture> receipts;
            try (AwsClients clients = access(kinesis, ordered)) {
                KinesisDelivery delivery =
                        new KinesisDelivery(clients, OPTIONS.withAttemptTimeout(Duration.ofSeconds(60)));
                receipts = submit(delivery, 1_000);
                Awaitility.await().atMost(TIMEOUT).until(() -> kinesis.hanging() > 0);
                long start = System.nanoTime();
                delivery.close(Duration.ofMillis(300));
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SLACK);
                assertThatThrownBy(() -> delivery.submit(event(1))).isInstanceOf(IllegalStateException.class);
            }
            // the clients are closed under the requests: they end at once instead of after a minute
            long start = System.nanoTime();
            assertThat(await(receipts)).hasOnlyElementsOfType(Outcome.Failed.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(uncaught).isEmpty();
    }

    /// A policy that allows PutRecord alone makes five hundred calls of a request: the first that is not answered must
    /// not be followed by 499 others that are not answered either.
    @Test
    void theDeadlineHoldsWhereOnlySingleRecordsAreAllowed() throws Exception {
        AtomicInteger singles = new AtomicInteger();
        Fault.Plan plan = new Fault.Plan() {
            @Override
            public Fault of(Request request) {
                if (request.operation().equals("PutRecords")) {
                    return Fault.error(400, "AccessDeniedException");
                }
                return singles.incrementAndGet() > 50 ? Fault.of(Kind.HANG, false) : Fault.NONE;
            }
        };
        // none of the fifty answers takes so long on a busy machine
        Duration attempt = ATTEMPT.multipliedBy(3);
        DeliveryOptions options = OPTIONS.withDeadline(Duration.ofSeconds(2)).withAttemptTimeout(attempt);
        try (FaultyKinesis kinesis = new FaultyKinesis(4, plan);
                AwsClients clients = access(kinesis, false);
                KinesisDelivery delivery = new KinesisDelivery(clients, options)) {
            List<DeliveryFuture> receipts = submit(delivery, 1_000);
            long start = System.nanoTime();
            Verdict verdict = NumberedEvents.judge(kinesis.stream(), await(receipts));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertThat(verdict.lost()).isZero();
            assertThat(verdict.failed()).isEqualTo(Map.of("Timeout", 1_000 - 50));
            assertThat(took).isLessThan(Duration.ofSeconds(2).plus(attempt).plus(SLACK));
        }
    }

    @Test
    void cancelsInATimeThatGrowsWithTheNumberOnly() throws Exception {
        try (FaultyKinesis kinesis = new FaultyKinesis(4, always(Fault.of(Kind.HANG, false)));
                AwsClients clients = new AwsClients(NumberedEvents.target(kinesis.endpoint(), true), Map.of());
                KinesisDelivery delivery = new KinesisDelivery(clients, OPTIONS.withAttemptTimeout(ATTEMPT))) {
            List<DeliveryFuture> receipts = new ArrayList<>();
            for (int i = 0; i < 20_000; i++) {
                receipts.add(delivery.submit(event(0)));
            }
            Awaitility.await().atMost(TIMEOUT).until(() -> kinesis.hanging() > 0);
            FutureTask<Void> cancelling = new FutureTask<>(() -> delivery.cancel("enough"), null);
            Thread.ofVirtual().start(cancelling);
            cancelling.get(5, java.util.concurrent.TimeUnit.SECONDS);
            assertThat(await(receipts)).hasOnlyElementsOfType(Outcome.Failed.class);
        }
    }
}
