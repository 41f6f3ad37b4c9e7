package dev.tmctl.delivery.engine;

import dev.tmctl.delivery.Outcome;
import org.jspecify.annotations.Nullable;

/// Closes the whole engine for a while after a request that failed as a whole, and lets a single request through
/// to see whether the endpoint is back.
final class CircuitBreaker {
    private final FailureBackoff failures;

    CircuitBreaker(Backoff backoff) {
        this.failures = new FailureBackoff(backoff);
    }

    void failed(Outcome.Failed failure, long departedAt, long now) {
        failures.failed(failure, departedAt, now);
    }

    void passed() {
        failures.passed();
    }

    boolean admits(int inFlight, long now) {
        return cause() == null || (inFlight == 0 && now >= failures.opensAt());
    }

    /// When it is worth asking again, as far as time alone decides.
    long opensAt() {
        return cause() == null ? Long.MIN_VALUE : failures.opensAt();
    }

    /// Why it is closed, or null when it is open.
    Outcome.@Nullable Failed cause() {
        return failures.cause();
    }
}
