package dev.tmctl.delivery.engine;

import dev.tmctl.delivery.Attempt;
import dev.tmctl.delivery.DeliveryFuture;
import dev.tmctl.delivery.DeliveryOptions;
import dev.tmctl.delivery.Outcome;
import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A record on its way: open until it is acknowledged or failed for good. Everything but the outcome is touched
/// under the engine's lock only.
public final class PendingRecord implements DeliveryFuture {
    private final String key;
    private final int sizeInBytes;
    private final int heldBytes;
    private volatile @Nullable Outcome outcome;
    private volatile @Nullable Thread waiter;

    // written before the outcome, which publishes them to whoever has seen it
    private @Nullable CloudEvent event;
    private @Nullable Object content;
    private List<Attempt> history = List.of();

    private Outcome.@Nullable Failed lastFailure;
    private long submittedAt;
    private long deadline = Long.MAX_VALUE;
    private int attempts;
    private boolean extraAttemptUsed;
    private boolean inFlight;
    private boolean waitingForKey;

    /// @param event the event that the record was made of
    /// @param key decides the shard and the order
    /// @param content what the transport sends
    /// @param sizeInBytes what counts against the limits of a request
    public PendingRecord(CloudEvent event, String key, Object content, int sizeInBytes) {
        this(event, key, content, sizeInBytes, sizeInBytes);
    }

    /// @param event the event that the record was made of
    /// @param key decides the shard and the order
    /// @param content what the transport sends
    /// @param sizeInBytes what counts against the limits of a request
    /// @param heldBytes what counts against the memory of what is held: an event may be larger than its record
    public PendingRecord(CloudEvent event, String key, Object content, int sizeInBytes, int heldBytes) {
        this.event = event;
        this.key = key;
        this.content = content;
        this.sizeInBytes = sizeInBytes;
        this.heldBytes = heldBytes;
    }

    /// A record that failed before it could be sent.
    public static PendingRecord failed(CloudEvent event, Outcome.Failed failure) {
        PendingRecord record = new PendingRecord(event, "", failure, 0);
        record.settle(failure);
        return record;
    }

    /// Decides the shard and the order.
    public String key() {
        return key;
    }

    /// What counts against the limits of a request.
    public int sizeInBytes() {
        return sizeInBytes;
    }

    /// What counts against the memory of what is held.
    int heldBytes() {
        return heldBytes;
    }

    /// What the transport sends.
    ///
    /// @throws IllegalStateException when the record is settled
    public <T> T content(Class<T> type) {
        Object held = content;
        if (held == null) {
            throw new IllegalStateException("a settled record is not sent");
        }
        return type.cast(held);
    }

    @Override
    public @Nullable CloudEvent event() {
        return event;
    }

    @Override
    public @Nullable Outcome poll() {
        return outcome;
    }

    @Override
    public Outcome await() throws InterruptedException {
        Outcome known = outcome;
        while (known == null) {
            known = await(DeliveryOptions.UNLIMITED);
        }
        return known;
    }

    @Override
    public @Nullable Outcome await(Duration timeout) throws InterruptedException {
        Outcome known = outcome;
        if (known != null) {
            return known;
        }
        waiter = Thread.currentThread();
        boolean forever = timeout.equals(DeliveryOptions.UNLIMITED);
        long start = System.nanoTime();
        long left = timeout.toNanos();
        for (known = outcome; known == null && left > 0; known = outcome) {
            if (forever) {
                // a virtual thread pays for a timer that it does not need
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, left);
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            left = timeout.toNanos() - (System.nanoTime() - start);
        }
        return known;
    }

    @Override
    public List<Attempt> history() {
        return history;
    }

    void submitted(long now, long giveUpAt) {
        submittedAt = now;
        deadline = giveUpAt;
    }

    long submittedAt() {
        return submittedAt;
    }

    /// Why the last attempt failed that says something of this record.
    Outcome.@Nullable Failed lastFailure() {
        return lastFailure;
    }

    long deadline() {
        return deadline;
    }

    int attempts() {
        return attempts;
    }

    boolean isInFlight() {
        return inFlight;
    }

    /// Whether an earlier record of its key comes first.
    boolean isWaitingForKey() {
        return waitingForKey;
    }

    void waitForKey(boolean waiting) {
        waitingForKey = waiting;
    }

    void departs() {
        inFlight = true;
        attempts++;
    }

    /// The attempt failed; the record stays open.
    void returns(Outcome.Failed cause, long now) {
        lastFailure = cause;
        returnsUnjudged(cause, now);
    }

    /// The attempt failed for what one of the request's records holds, which may be another one, or for
    /// something that the next attempt may find mended.
    void returnsUnjudged(Outcome.Failed cause, long now) {
        inFlight = false;
        Attempt attempt =
                new Attempt(attempts, Duration.ofNanos(Math.max(0, now - submittedAt)), cause.code(), cause.message());
        List<Attempt> longer = new ArrayList<>(history);
        if (longer.size() == Attempt.MAX_KEPT) {
            longer.removeLast();
        }
        longer.add(attempt);
        history = List.copyOf(longer);
    }

    /// True the first time only.
    boolean takesExtraAttempt() {
        boolean first = !extraAttemptUsed;
        extraAttemptUsed = true;
        return first;
    }

    /// The record is settled for good; whoever waits is to be woken by the caller.
    void settle(Outcome settled) {
        inFlight = false;
        content = null;
        if (settled instanceof Outcome.Delivered) {
            event = null;
        }
        outcome = settled;
    }

    /// Who waits for the outcome. Asked after [#settle]: a thread that comes later sees the outcome itself.
    @Nullable
    Thread waiter() {
        return waiter;
    }
}
