package dev.tmctl.delivery.engine;

import dev.tmctl.delivery.Outcome;
import org.jspecify.annotations.Nullable;

/// Closes the whole engine for a while after a request that failed as a whole, and lets a single request through
/// to see whether the endpoint is back.
final class Gate {
    private final Backoff backoff;
    private int failures;
    private long opensAt;
    private long lastFailureAt;
    private Outcome.@Nullable Failed cause;

    Gate(Backoff backoff) {
        this.backoff = backoff;
    }

    /// Counts the failures of requests that were under way together once.
    void failed(Outcome.Failed failure, long departedAt, long now) {
        cause = failure;
        if (failures == 0 || departedAt >= lastFailureAt) {
            failures++;
            lastFailureAt = now;
            opensAt = now + backoff.after(failures).toNanos();
        }
    }

    void passed() {
        failures = 0;
        cause = null;
    }

    boolean admits(int inFlight, long now) {
        return failures == 0 || (inFlight == 0 && now >= opensAt);
    }

    /// When it is worth asking again, as far as time alone decides.
    long opensAt() {
        return failures == 0 ? Long.MIN_VALUE : opensAt;
    }

    /// Why it is closed, or null when it is open.
    Outcome.@Nullable Failed cause() {
        return cause;
    }
}
