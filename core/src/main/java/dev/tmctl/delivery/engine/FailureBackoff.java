package dev.tmctl.delivery.engine;

import dev.tmctl.delivery.Outcome;
import org.jspecify.annotations.Nullable;

/// Failures in a row and the backoff that they ask for, of a shard or of the whole endpoint.
final class FailureBackoff {
    private final Backoff backoff;
    private Outcome.@Nullable Failed cause;
    private int failures;
    private long opensAt;
    private long lastFailureAt;

    FailureBackoff(Backoff backoff) {
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

    /// Why it is closed, or null when the last attempt passed.
    Outcome.@Nullable Failed cause() {
        return cause;
    }

    /// When the next attempt may be made, as the last failure says.
    long opensAt() {
        return opensAt;
    }

    /// When it failed last, in the scheduler's nanoseconds.
    long lastFailureAt() {
        return lastFailureAt;
    }
}
