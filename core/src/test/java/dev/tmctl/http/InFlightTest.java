package dev.tmctl.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private final InFlight inFlight = new InFlight(10, 0, 100, Duration.ZERO);

    private CompletableFuture<Integer> drain(Duration timeout) {
        CompletableFuture<Integer> left = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> left.complete(inFlight.drain(timeout)));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(inFlight::isDraining);
        return left;
    }

    private static InFlight.Ticket enter(InFlight inFlight, long bytes) {
        InFlight.Ticket ticket = inFlight.enter();
        ticket.reserve(bytes);
        return ticket;
    }

    private static String refusal(ThrowingCallable call) {
        Refusal refusal = Objects.requireNonNull(catchThrowableOfType(RefusedException.class, call), "not refused")
                .refusal();
        return refusal.status() + " " + refusal.cause();
    }

    @Test
    void letsInUpToTheBoundToTheByte() {
        InFlight.Ticket six = enter(inFlight, 6);
        six.received();
        InFlight.Ticket second = inFlight.enter();
        assertThat(refusal(() -> second.reserve(5))).isEqualTo("429 too many bytes in flight");
        second.reserve(4);
        assertThat(inFlight.bytes()).isEqualTo(10);
        assertThat(refusal(() -> second.reserve(1))).isEqualTo("429 too many bytes in flight");
        six.release();
        assertThat(inFlight.bytes()).isEqualTo(4);
        second.reserve(6);
        second.giveBack(3);
        assertThat(inFlight.bytes()).isEqualTo(7);
        second.release();
        second.release();
        assertThat(inFlight.bytes()).isZero();
        assertThat(inFlight.requests()).isZero();
    }

    /// Otherwise it could never be stored.
    @Test
    void letsARequestOverTheBoundInAlone() {
        InFlight.Ticket alone = enter(inFlight, 11);
        InFlight.Ticket other = inFlight.enter();
        assertThat(refusal(() -> other.reserve(1))).isEqualTo("429 too many bytes in flight");
        alone.release();
        other.reserve(1);
    }

    /// What is announced and not sent takes no room.
    @Test
    void countsNothingForARequestThatSendsNothing() {
        for (int i = 0; i < 20; i++) {
            inFlight.enter();
        }
        enter(inFlight, 8);
        assertThat(inFlight.bytes()).isEqualTo(8);
    }

    /// Some request can always be received to its end, however many have begun.
    @Test
    void leavesRoomForTheOldest() {
        InFlight some = new InFlight(10, 4, 100, Duration.ZERO);
        InFlight.Ticket oldest = enter(some, 1);
        InFlight.Ticket younger = enter(some, 5);
        assertThat(refusal(() -> younger.reserve(1))).isEqualTo("429 too many bytes in flight");
        oldest.reserve(4);
        oldest.received();
        younger.reserve(0);
        assertThat(some.bytes()).isEqualTo(10);
        oldest.release();
        younger.reserve(5);
        assertThat(some.bytes()).isEqualTo(10);
    }

    /// A flood of large requests leaves room for small ones.
    @Test
    void keepsAnEighthForSmallRequests() {
        InFlight some = new InFlight(8 * 1024, 0, 1000, Duration.ZERO);
        enter(some, 7 * 1024).received();
        assertThat(refusal(() -> enter(some, 9))).isEqualTo("429 too many bytes in flight");
        for (int i = 0; i < 128; i++) {
            enter(some, 8).received();
        }
        assertThat(some.bytes()).isEqualTo(8 * 1024);
        assertThat(refusal(() -> enter(some, 8))).isEqualTo("429 too many bytes in flight");
    }

    @Test
    void waitsForRoom() throws Exception {
        InFlight some = new InFlight(10, 4, 100, Duration.ofSeconds(60));
        InFlight.Ticket first = enter(some, 10);
        first.received();
        InFlight.Ticket second = some.enter();
        CompletableFuture<Void> reserved = CompletableFuture.runAsync(() -> second.reserve(3));
        first.release();
        reserved.get(20, TimeUnit.SECONDS);
        assertThat(some.bytes()).isEqualTo(3);
    }

    /// One that has stopped sending gives its room up to one that sends.
    @Test
    void dropsTheStalledWhereRoomIsShort() {
        AtomicLong now = new AtomicLong();
        InFlight some = new InFlight(10, 4, 100, Duration.ZERO, now::get);
        InFlight.Ticket stalled = enter(some, 9);
        AtomicBoolean woken = new AtomicBoolean();
        stalled.onDrop(() -> woken.set(true));
        InFlight.Ticket sending = some.enter();
        now.set(Duration.ofMillis(400).toNanos());
        assertThat(refusal(() -> sending.reserve(4))).isEqualTo("429 too many bytes in flight");
        assertThat(woken).isFalse();
        now.set(Duration.ofMillis(600).toNanos());
        assertThat(refusal(() -> sending.reserve(4))).isEqualTo("429 too many bytes in flight");
        assertThat(woken).isTrue();
        assertThat(refusal(stalled::check)).startsWith("408 the body stopped arriving");
        stalled.release();
        sending.reserve(4);
        assertThat(some.bytes()).isEqualTo(4);
    }

    @Test
    void boundsTheRequestsAndDropsOneThatStalls() {
        AtomicLong now = new AtomicLong();
        InFlight two = new InFlight(10, 4, 2, Duration.ZERO, now::get);
        InFlight.Ticket stalled = two.enter();
        InFlight.Ticket received = two.enter();
        received.received();
        assertThat(refusal(two::enter)).isEqualTo("429 too many requests in flight");
        now.set(Duration.ofSeconds(1).toNanos());
        two.enter();
        assertThat(refusal(() -> stalled.reserve(1))).startsWith("408 the body stopped arriving");
        received.reserve(1);
    }

    @Test
    void drainsOnlyWhenTheLastHasLeft() throws Exception {
        InFlight.Ticket one = inFlight.enter();
        InFlight.Ticket two = inFlight.enter();
        assertThat(inFlight.isDraining()).isFalse();
        CompletableFuture<Integer> left = drain(Duration.ofSeconds(60));
        assertThat(refusal(inFlight::enter)).isEqualTo("503 the server is shutting down");
        one.release();
        assertThat(left).isNotDone();
        two.release();
        assertThat(left.get(20, TimeUnit.SECONDS)).isZero();
        assertThat(refusal(inFlight::enter)).isEqualTo("503 the server is shutting down");
    }

    @Test
    void countsWhatIsLeftAtTheDeadline() {
        inFlight.enter();
        inFlight.enter();
        inFlight.enter().release();
        long start = System.nanoTime();
        assertThat(inFlight.drain(Duration.ofMillis(200))).isEqualTo(2);
        assertThat(System.nanoTime() - start)
                .isGreaterThanOrEqualTo(Duration.ofMillis(200).toNanos());
    }

    @Test
    void endsItsWaitWhenInterruptedAndSaysSo() throws Exception {
        inFlight.enter();
        AtomicBoolean flag = new AtomicBoolean();
        CompletableFuture<Integer> left = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().start(() -> {
            int count = inFlight.drain(Duration.ofSeconds(60));
            flag.set(Thread.currentThread().isInterrupted());
            left.complete(count);
        });
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(inFlight::isDraining);
        thread.interrupt();
        assertThat(left.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(flag).isTrue();
    }
}
