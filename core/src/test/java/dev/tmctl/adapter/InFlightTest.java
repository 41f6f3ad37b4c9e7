package dev.tmctl.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.adapter.InFlight.Admission;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private final InFlight inFlight = new InFlight(10);

    private CompletableFuture<Integer> drain(Duration patience) {
        CompletableFuture<Integer> left = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> left.complete(inFlight.drain(patience)));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(inFlight::isDraining);
        return left;
    }

    @Test
    void letsInUpToTheBoundToTheByte() {
        assertThat(inFlight.enter(6)).isEqualTo(Admission.ADMITTED);
        assertThat(inFlight.enter(5)).isEqualTo(Admission.FULL);
        assertThat(inFlight.enter(4)).isEqualTo(Admission.ADMITTED);
        assertThat(inFlight.enter(1)).isEqualTo(Admission.FULL);
        inFlight.leave(6);
        assertThat(inFlight.enter(7)).isEqualTo(Admission.FULL);
        assertThat(inFlight.enter(6)).isEqualTo(Admission.ADMITTED);
    }

    /// Otherwise it could never be stored.
    @Test
    void letsARequestOverTheBoundInAlone() {
        assertThat(inFlight.enter(11)).isEqualTo(Admission.ADMITTED);
        assertThat(inFlight.enter(1)).isEqualTo(Admission.FULL);
        inFlight.leave(11);
        assertThat(inFlight.enter(1)).isEqualTo(Admission.ADMITTED);
        assertThat(inFlight.enter(11)).isEqualTo(Admission.FULL);
    }

    @Test
    void drainsOnlyWhenTheLastHasLeft() throws Exception {
        inFlight.enter(1);
        inFlight.enter(2);
        assertThat(inFlight.isDraining()).isFalse();
        CompletableFuture<Integer> left = drain(Duration.ofSeconds(60));
        assertThat(inFlight.enter(1)).isEqualTo(Admission.DRAINING);
        inFlight.leave(1);
        assertThat(left).isNotDone();
        inFlight.leave(2);
        assertThat(left.get(20, TimeUnit.SECONDS)).isZero();
        assertThat(inFlight.enter(1)).isEqualTo(Admission.DRAINING);
    }

    @Test
    void countsWhatIsLeftAtTheDeadline() {
        inFlight.enter(1);
        inFlight.enter(1);
        inFlight.enter(1);
        inFlight.leave(1);
        long start = System.nanoTime();
        assertThat(inFlight.drain(Duration.ofMillis(200))).isEqualTo(2);
        assertThat(System.nanoTime() - start)
                .isGreaterThanOrEqualTo(Duration.ofMillis(200).toNanos());
        assertThat(inFlight.enter(1)).isEqualTo(Admission.DRAINING);
    }

    @Test
    void endsItsWaitWhenInterruptedAndSaysSo() throws Exception {
        inFlight.enter(1);
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
