package dev.tmctl.delivery.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.delivery.Attempt;
import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.NumberedEvents;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.event.EventStream.Element;
import dev.tmctl.target.Violation;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The books of a bulk send balance however it ends.
@Timeout(value = 40, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BulkSenderTest {
    private static final int EVENTS = 20_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /// What the listener heard, in its order.
    private static class Heard implements BulkListener {
        final List<Long> positions = Collections.synchronizedList(new ArrayList<>());
        int delivered;
        int failed;

        @Override
        public void invalid(Element element) throws IOException {
            failed++;
            positions.add(element.position());
        }

        @Override
        public void delivered(long position, Outcome.Delivered stored) {
            delivered++;
            positions.add(position);
        }

        @Override
        public void failed(long position, CloudEvent event, Outcome.Failed failure, List<Attempt> history)
                throws IOException {
            failed++;
            positions.add(position);
        }

        @Override
        public void reached(BulkResult result, String digest, boolean complete) throws IOException {
            // without a digest nobody calls this
            throw new IOException("reached");
        }
    }

    /// A hundred at a time are there; then a new read is due.
    private static ElementSource numbers(int count) {
        return new ElementSource() {
            private int next;

            @Override
            public @Nullable Element next() {
                return next == count ? null : element(next++);
            }

            @Override
            public boolean isReady() {
                return next % 100 != 0;
            }
        };
    }

    private static Element element(int number) {
        return number % 1_000 == 999
                ? new Element(number + 1, null, List.of(new Violation("element", "is not JSON")), new byte[] {'{'})
                : new Element(number + 1, NumberedEvents.event(number));
    }

    private static int number(CloudEvent event) {
        return Integer.parseInt(event.getId());
    }

    private static Outcome.Failed failure(FailureKind kind, String code) {
        return new Outcome.Failed(kind, code, "as planned", null, 1);
    }

    private static BulkSender sender(ElementSource source, FakeDelivery delivery, BulkListener listener) {
        return new BulkSender(source, null, delivery, listener, RateLimiter.UNLIMITED);
    }

    private static void assertInOrderWithoutGaps(Heard heard, long read) {
        assertThat(heard.positions)
                .isEqualTo(IntStream.rangeClosed(1, (int) read)
                        .mapToObj(Long::valueOf)
                        .toList());
    }

    /// An earlier event keeps those behind it from being told, whatever becomes of them: their attributes are
    /// held.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsNotMoreThanMemoryHolds(boolean valid) throws Exception {
        int size = 4 * 1024 * 1024;
        int count = 200;
        CloudEvent first = NumberedEvents.event(0);
        // counted each time, and there once
        String large = "x".repeat(size);
        byte[] raw = new byte[size];
        ElementSource source = new ElementSource() {
            private int next;

            @Override
            public @Nullable Element next() {
                int number = next++;
                if (number == 0) {
                    return new Element(1, first);
                }
                if (number == count) {
                    return null;
                }
                return valid
                        ? new Element(
                                number + 1,
                                CloudEventBuilder.from(NumberedEvents.event(number))
                                        .withExtension("large", large)
                                        .build())
                        : new Element(number + 1, null, List.of(new Violation("id", "REQUIRED")), raw);
            }

            @Override
            public boolean isReady() {
                return true;
            }
        };
        CountDownLatch over = new CountDownLatch(1);
        FakeDelivery delivery = new FakeDelivery(event -> {
            if (event.getId().equals(first.getId())) {
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return FakeDelivery.place(event);
            }
            return failure(FailureKind.TOO_LARGE, "RecordTooLarge");
        });
        Heard heard = new Heard();
        BulkSender sender = sender(source, delivery, heard);
        FutureTask<BulkResult> run = new FutureTask<>(sender::run);
        Thread.ofPlatform().start(run);
        long most = Math.clamp(Runtime.getRuntime().maxMemory() / 4, 16L << 20, 128L << 20) / size + 4;
        Awaitility.await()
                .during(Duration.ofMillis(500))
                .atMost(TIMEOUT)
                .until(() ->
                        sender.progress().underWay() > 1 && sender.progress().underWay() <= most);
        over.countDown();
        assertThat(run.get(20, TimeUnit.SECONDS)).isEqualTo(new BulkResult(1, count - 1, null));
        assertInOrderWithoutGaps(heard, count);
        delivery.close();
    }

    /// Whoever waits for the entries must hear of the end.
    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void endsWhereTheReaderBreaks() throws Exception {
        Heard heard = new Heard();
        ElementSource source = new ElementSource() {
            private int next;

            @Override
            public @Nullable Element next() {
                if (next == 3) {
                    throw new InternalError("the machine is broken");
                }
                return element(next++);
            }

            @Override
            public boolean isReady() {
                return false;
            }
        };
        try (FakeDelivery delivery = new FakeDelivery(FakeDelivery::place)) {
            BulkResult result = sender(source, delivery, heard).run();
            assertThat(result).isEqualTo(new BulkResult(3, 0, "the machine is broken"));
            assertBalanced(result, heard, delivery);
        }
    }

    private static void assertBalanced(BulkResult result, Heard heard, FakeDelivery delivery) {
        assertThat(result.delivered())
                .isEqualTo(heard.delivered)
                .isEqualTo(delivery.stored().size());
        assertThat(result.failed()).isEqualTo(heard.failed);
        assertInOrderWithoutGaps(heard, result.read());
    }

    private static @Nullable Outcome everyTenthFails(CloudEvent event) {
        return number(event) % 10 == 3 ? failure(FailureKind.TOO_LARGE, "RecordTooLarge") : FakeDelivery.place(event);
    }

    @Test
    void balancesAtTheEndAndTellsInTheOrderOfTheInput() throws Exception {
        Heard heard = new Heard();
        try (FakeDelivery delivery = new FakeDelivery(BulkSenderTest::everyTenthFails)) {
            BulkResult result = sender(numbers(EVENTS), delivery, heard).run();
            assertThat(result).isEqualTo(new BulkResult(EVENTS - 2_000 - 20, 2_000 + 20, null));
            assertBalanced(result, heard, delivery);
            // the delivery did not do it in this order, else this test would prove nothing
            assertThat(delivery.stored())
                    .isNotEqualTo(delivery.stored().stream()
                            .sorted(Comparator.comparingInt(Integer::parseInt))
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7_777, 19_999})
    void balancesWhenItIsStopped(int after) throws Exception {
        Heard heard = new Heard();
        CountDownLatch told = new CountDownLatch(after);
        try (FakeDelivery delivery = new FakeDelivery(event -> {
            told.countDown();
            return FakeDelivery.place(event);
        })) {
            BulkSender sender = sender(numbers(1_000_000_000), delivery, heard);
            FutureTask<BulkResult> run = new FutureTask<>(sender::run);
            Thread.ofPlatform().daemon().start(run);
            assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
            sender.stop("interrupted");
            sender.stop("and again");
            BulkResult result = run.get(20, TimeUnit.SECONDS);
            assertThat(result.aborted()).isEqualTo("interrupted");
            assertThat(result.read()).isPositive();
            assertBalanced(result, heard, delivery);
        }
    }

    @Test
    void balancesWhenItIsStoppedWhileTheSourceBlocks() throws Exception {
        Heard heard = new Heard();
        CountDownLatch never = new CountDownLatch(1);
        int[] next = {0};
        ElementSource source = () -> {
            if (next[0] < 500) {
                return element(next[0]++);
            }
            boolean released = false;
            while (!released) {
                try {
                    released = never.await(1, TimeUnit.HOURS);
                } catch (InterruptedException ignored) {
                    // a read from a terminal cannot be interrupted either
                    released = false;
                }
            }
            return null;
        };
        try (FakeDelivery delivery = new FakeDelivery(FakeDelivery::place)) {
            BulkSender sender = sender(source, delivery, heard);
            FutureTask<BulkResult> run = new FutureTask<>(sender::run);
            Thread.ofPlatform().daemon().start(run);
            Awaitility.await().atMost(TIMEOUT).until(() -> sender.result().read() == 500);
            assertThat(run.isDone()).isFalse();
            sender.stop("interrupted");
            BulkResult result = run.get(20, TimeUnit.SECONDS);
            assertThat(result).isEqualTo(new BulkResult(500, 0, "interrupted"));
            assertBalanced(result, heard, delivery);
        } finally {
            never.countDown();
        }
    }

    @Test
    void balancesWhenItIsStoppedWhileNothingIsAnswered() throws Exception {
        Heard heard = new Heard();
        try (FakeDelivery delivery =
                new FakeDelivery(event -> number(event) < 100 ? FakeDelivery.place(event) : null)) {
            BulkSender sender = sender(numbers(EVENTS), delivery, heard);
            FutureTask<BulkResult> run = new FutureTask<>(sender::run);
            Thread.ofPlatform().daemon().start(run);
            Awaitility.await().atMost(TIMEOUT).until(() -> delivery.open() > 10_000);
            sender.stop("interrupted");
            BulkResult result = run.get(20, TimeUnit.SECONDS);
            assertThat(result.aborted()).isEqualTo("interrupted");
            assertThat(result.delivered()).isEqualTo(100);
            assertThat(result.failed()).isGreaterThan(9_000);
            assertBalanced(result, heard, delivery);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AccessDeniedException", "ResourceNotFoundException", "KMSDisabledException"})
    void endsWithTheFirstFailureThatEveryOtherEventWouldMeet(String code) throws Exception {
        Heard heard = new Heard();
        try (FakeDelivery delivery = new FakeDelivery(
                event -> number(event) < 5_000 ? FakeDelivery.place(event) : failure(FailureKind.REFUSED, code))) {
            BulkResult result = sender(numbers(1_000_000_000), delivery, heard).run();
            assertThat(result.aborted()).isEqualTo("nothing can be delivered: " + code);
            // five invalid ones are among the first five thousand
            assertThat(result.delivered()).isEqualTo(4_995);
            assertBalanced(result, heard, delivery);
        }
    }

    @Test
    void balancesWhenTheSourceBreaksOff() throws Exception {
        Heard heard = new Heard();
        ElementSource first = numbers(1_234);
        ElementSource source = () -> {
            Element element = first.next();
            if (element == null) {
                throw new IOException("element 1235: unexpected end");
            }
            return element;
        };
        try (FakeDelivery delivery = new FakeDelivery(BulkSenderTest::everyTenthFails)) {
            BulkResult result = sender(source, delivery, heard).run();
            assertThat(result.aborted()).isEqualTo("element 1235: unexpected end");
            // what was read before stands
            assertThat(result.read()).isEqualTo(1_234);
            assertBalanced(result, heard, delivery);
        }
    }

    @Test
    void balancesWhenWhatItMustWriteCannotBeWritten() throws Exception {
        Heard full = new Heard() {
            @Override
            public void failed(long position, CloudEvent event, Outcome.Failed failure, List<Attempt> history)
                    throws IOException {
                throw new IOException("failed.ndjson: No space left on device");
            }
        };
        try (FakeDelivery delivery = new FakeDelivery(BulkSenderTest::everyTenthFails)) {
            BulkResult result = sender(numbers(1_000_000_000), delivery, full).run();
            assertThat(result.aborted()).isEqualTo("failed.ndjson: No space left on device");
            assertThat(result.delivered()).isEqualTo(delivery.stored().size());
            assertThat(delivery.open()).isZero();
            assertThat(full.positions).containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void saysThatItCouldNotWriteEvenIfItWasEndingAnyway() throws Exception {
        Heard full = new Heard() {
            @Override
            public void failed(long position, CloudEvent event, Outcome.Failed failure, List<Attempt> history)
                    throws IOException {
                throw new IOException("failed.ndjson: No space left on device");
            }
        };
        try (FakeDelivery delivery = new FakeDelivery(event -> failure(FailureKind.UNREACHABLE, "Timeout"))) {
            BulkResult result = sender(numbers(100), delivery, full).run();
            assertThat(result.aborted())
                    .isEqualTo("nothing can be delivered: Timeout; failed.ndjson: No space left on device");
            assertThat(result.delivered()).isZero();
            assertThat(delivery.open()).isZero();
        }
    }

    /// Everything that is shown of a run is about what is settled, up to the first event that is not.
    @Test
    void saysHowFarItHasComeByWhatIsSettled() throws Exception {
        Heard heard = new Heard();
        ElementSource numbers = numbers(600);
        ElementSource source = new ElementSource() {
            private long read;

            @Override
            public @Nullable Element next() throws IOException {
                read += 10;
                return numbers.next();
            }

            @Override
            public long consumed() {
                return read;
            }
        };
        try (FakeDelivery delivery = new FakeDelivery(event -> number(event) == 500 ? null : everyTenthFails(event))) {
            BulkSender sender = sender(source, delivery, heard);
            assertThat(sender.progress()).isEqualTo(new Progress(0, 0, 0, 0));
            FutureTask<BulkResult> run = new FutureTask<>(sender::run);
            Thread.ofPlatform().daemon().start(run);
            Progress stuck = new Progress(450, 50, 5_000, 100);
            Awaitility.await()
                    .atMost(TIMEOUT)
                    .until(() ->
                            sender.progress().equals(stuck) && delivery.stored().size() == 539 && delivery.open() == 1);
            delivery.cancel("enough");
            assertThat(run.get(20, TimeUnit.SECONDS)).isEqualTo(new BulkResult(539, 61, null));
            assertThat(sender.progress()).isEqualTo(new Progress(539, 61, 6_000, 0));
        }
    }

    /// A stop must not wait for the next event's turn.
    @Test
    void stopsAtOnceEvenAtASlowPace() throws Exception {
        Heard heard = new Heard();
        try (FakeDelivery delivery = new FakeDelivery(FakeDelivery::place)) {
            BulkSender sender = new BulkSender(
                    numbers(EVENTS),
                    null,
                    delivery,
                    heard,
                    new RateLimiter(1.0 / Duration.ofHours(1).toSeconds()));
            FutureTask<BulkResult> run = new FutureTask<>(sender::run);
            Thread.ofPlatform().daemon().start(run);
            Awaitility.await().atMost(TIMEOUT).until(() -> sender.result().read() == 1);
            sender.stop("interrupted");
            BulkResult result = run.get(10, TimeUnit.SECONDS);
            assertThat(result.aborted()).isEqualTo("interrupted");
            assertBalanced(result, heard, delivery);
        }
    }

    @Test
    void keepsItsPace() throws Exception {
        Heard heard = new Heard();
        try (FakeDelivery delivery = new FakeDelivery(FakeDelivery::place)) {
            long start = System.nanoTime();
            BulkResult result = new BulkSender(numbers(200), null, delivery, heard, new RateLimiter(400)).run();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(199 * 1000 / 400));
            assertThat(result.delivered()).isEqualTo(200);
        }
    }
}
