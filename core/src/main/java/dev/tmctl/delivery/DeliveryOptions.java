package dev.tmctl.delivery;

import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.PartitionRule;
import java.time.Duration;

/// How a delivery works: how hard it tries, how much it holds, how much it sends at a time.
///
/// @param deadline how long a record may be retried after it was submitted; [#UNLIMITED] for ever
/// @param attemptTimeout how long one request may take
/// @param backoffBase the first ceiling of the backoff
/// @param backoffCap the highest ceiling of the backoff
/// @param maxInFlight how many requests may be under way
/// @param maxRecords how many unsettled records are held; whoever submits more waits
/// @param maxBytes how many bytes of unsettled records are held
/// @param gather how long records may wait for company while a request is under way; an idle engine never waits
/// @param order what is promised about records of the same partition key
public record DeliveryOptions(
        Duration deadline,
        Duration attemptTimeout,
        Duration backoffBase,
        Duration backoffCap,
        int maxInFlight,
        int maxRecords,
        long maxBytes,
        Duration gather,
        Order order) {
    /// A deadline that never comes.
    public static final Duration UNLIMITED = Duration.ofNanos(Long.MAX_VALUE);

    private static final int KIB = 1024;
    private static final long HEAP_SHARE = 8;
    private static final long MIN_BYTES = 12L * KIB * KIB;
    private static final long MAX_BYTES = 64L * KIB * KIB;

    /// Retries for 30 s, 10 s a request, 16 requests at a time; holds an eighth of the heap, 12 to 64 MiB.
    public static final DeliveryOptions DEFAULT = new DeliveryOptions(
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofMillis(100),
            Duration.ofSeconds(5),
            16,
            20_000,
            Math.clamp(Runtime.getRuntime().maxMemory() / HEAP_SHARE, MIN_BYTES, MAX_BYTES),
            Duration.ofMillis(2),
            Order.IN_SEQUENCE);

    /// The same with another deadline; a request never takes longer than the deadline.
    public DeliveryOptions withDeadline(Duration other) {
        Duration timeout = attemptTimeout.compareTo(other) > 0 && !other.isZero() ? other : attemptTimeout;
        return new DeliveryOptions(
                other, timeout, backoffBase, backoffCap, maxInFlight, maxRecords, maxBytes, gather, order);
    }

    /// The same with another pace of retries.
    public DeliveryOptions withBackoff(Duration base, Duration cap) {
        return new DeliveryOptions(
                deadline, attemptTimeout, base, cap, maxInFlight, maxRecords, maxBytes, gather, order);
    }

    /// The same with another time for one request.
    public DeliveryOptions withAttemptTimeout(Duration other) {
        return new DeliveryOptions(
                deadline, other, backoffBase, backoffCap, maxInFlight, maxRecords, maxBytes, gather, order);
    }

    /// The same with another number of requests under way.
    public DeliveryOptions withMaxInFlight(int other) {
        return new DeliveryOptions(
                deadline, attemptTimeout, backoffBase, backoffCap, other, maxRecords, maxBytes, gather, order);
    }

    /// The same with other bounds of what is held.
    public DeliveryOptions withBounds(int records, long bytes) {
        return new DeliveryOptions(
                deadline, attemptTimeout, backoffBase, backoffCap, maxInFlight, records, bytes, gather, order);
    }

    /// The same with another time to wait for company.
    public DeliveryOptions withGather(Duration other) {
        return new DeliveryOptions(
                deadline, attemptTimeout, backoffBase, backoffCap, maxInFlight, maxRecords, maxBytes, other, order);
    }

    /// The same with another promise of order.
    public DeliveryOptions withOrder(Order other) {
        return new DeliveryOptions(
                deadline, attemptTimeout, backoffBase, backoffCap, maxInFlight, maxRecords, maxBytes, gather, other);
    }

    /// The same with strict order, or with the order that it has when that is not wanted.
    public DeliveryOptions withOrdered(boolean strict) {
        return strict ? withOrder(Order.STRICT) : this;
    }

    /// The same for a target: strict order where the target asks for it, and none where each record has a random key of
    /// its own, since order is a promise about records of the same key.
    public DeliveryOptions forTarget(KinesisTarget target) {
        PartitionRule rule = target.partitioning().partitionFrom();
        if (rule != null && rule.kind() == PartitionRule.Kind.RANDOM) {
            return withOrder(Order.ANY);
        }
        return withOrdered(target.ordered());
    }

    /// Whether order is strict.
    public boolean ordered() {
        return order == Order.STRICT;
    }
}
