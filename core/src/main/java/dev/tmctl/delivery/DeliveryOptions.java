package dev.tmctl.delivery;

import java.time.Duration;

/// How hard a delivery tries.
///
/// @param deadline how long a record may be retried from its first attempt on
/// @param attemptTimeout how long one request may take
/// @param backoffBase the first ceiling of the backoff
/// @param backoffCap the highest ceiling of the backoff
public record DeliveryOptions(Duration deadline, Duration attemptTimeout, Duration backoffBase, Duration backoffCap) {
    /// Retries for 30 s, 10 s a request.
    public static final DeliveryOptions DEFAULT = new DeliveryOptions(
            Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofSeconds(5));

    /// The same with another deadline; a request never takes longer than the deadline.
    public DeliveryOptions withDeadline(Duration other) {
        return new DeliveryOptions(
                other, attemptTimeout.compareTo(other) > 0 ? other : attemptTimeout, backoffBase, backoffCap);
    }
}
