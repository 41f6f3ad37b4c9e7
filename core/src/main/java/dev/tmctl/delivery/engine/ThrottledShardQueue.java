package dev.tmctl.delivery.engine;

import dev.tmctl.delivery.Outcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The records of one shard that has throttled: they wait here for its backoff and its pace, and the rest of the
/// stream flows past them.
final class ThrottledShardQueue {
    /// After so long without throttling a shard needs no lane any more.
    private static final long QUIET = 10_000_000_000L;

    private final Deque<PendingRecord> held = new ArrayDeque<>();
    private final FailureBackoff failures;
    private final ShardPace pace;

    ThrottledShardQueue(Backoff backoff, long now) {
        this.failures = new FailureBackoff(backoff);
        this.pace = new ShardPace(now);
    }

    void failed(Outcome.Failed failure, long departedAt, long now) {
        pace.throttled();
        failures.failed(failure, departedAt, now);
    }

    void passed() {
        failures.passed();
    }

    /// Why its records wait, or null when the last one passed.
    Outcome.@Nullable Failed cause() {
        return failures.cause();
    }

    long opensAt() {
        return failures.opensAt();
    }

    /// Puts records that came back before those that wait.
    void holdFirst(List<PendingRecord> inOrder) {
        for (int i = inOrder.size() - 1; i >= 0; i--) {
            held.addFirst(inOrder.get(i));
        }
    }

    /// Lets a record pass that nobody waits in front of, or keeps it.
    boolean passes(PendingRecord record, long now) {
        skipSettled();
        if (held.isEmpty() && now >= opensAt() && pace.take(record.sizeInBytes(), now)) {
            return true;
        }
        held.addLast(record);
        return false;
    }

    /// The first record that waits, or null.
    @Nullable
    PendingRecord first() {
        skipSettled();
        return held.peekFirst();
    }

    /// Whether a worthwhile number of records may leave now.
    boolean isReleasing(long now) {
        return first() != null && readyAt(now) <= now;
    }

    /// Removes the first record if the pace allows it.
    boolean release(long now) {
        PendingRecord record = first();
        if (record == null || now < opensAt() || !pace.take(record.sizeInBytes(), now)) {
            return false;
        }
        held.removeFirst();
        return true;
    }

    /// When records may leave, or [Long#MAX_VALUE] when none waits.
    long readyAt(long now) {
        return first() == null ? Long.MAX_VALUE : Math.max(opensAt(), pace.readyAt(held.size(), now));
    }

    boolean isQuiet(long now) {
        return first() == null && now - failures.lastFailureAt() > QUIET;
    }

    Deque<PendingRecord> held() {
        return held;
    }

    private void skipSettled() {
        while (!held.isEmpty() && held.peekFirst().poll() != null) {
            held.removeFirst();
        }
    }
}
