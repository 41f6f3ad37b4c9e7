package dev.tmctl.delivery.engine;

/// The rate of one shard that has throttled: a bucket of records and a bucket of bytes, filled at the service's
/// 1,000 records and 1 MiB a second. Others write to the shard too, so the rate falls with every quarter of a second
/// that throttles and rises with every one that does not.
///
/// @see <a href="https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html">Limits</a>
final class ShardPace {
    private static final double RECORDS_PER_NANO = 1_000 / 1e9;
    private static final double BYTES_PER_NANO = 1024 * 1024 / 1e9;
    private static final long EPOCH = 250_000_000L;
    private static final long BURST = 250_000_000L;
    private static final long QUANTUM = 10_000_000L;
    private static final double LEAST = 0.25;
    private static final double MOST = 1.5;
    private static final double FALL = 0.8;
    private static final double RISE = 0.05;

    private double factor = 1;
    private double records;
    private double bytes;
    private long filledAt;
    private long epochAt;
    private boolean throttled;

    ShardPace(long now) {
        filledAt = now;
        epochAt = now;
    }

    void throttled() {
        throttled = true;
    }

    /// Takes one record's share if there is any left. A record larger than the bucket leaves it in debt.
    boolean take(int sizeInBytes, long now) {
        fill(now);
        if (records < 1 || bytes <= 0) {
            return false;
        }
        records--;
        bytes -= sizeInBytes;
        return true;
    }

    /// When a worthwhile number of records may go: what 10 ms allow, or what waits if that is less.
    long readyAt(int waiting, long now) {
        fill(now);
        double wanted = Math.min(waiting, Math.max(1, factor * RECORDS_PER_NANO * QUANTUM));
        double missing =
                Math.max((wanted - records) / (factor * RECORDS_PER_NANO), (1 - bytes) / (factor * BYTES_PER_NANO));
        return missing <= 0 ? now : now + (long) Math.ceil(missing);
    }

    private void fill(long now) {
        adapt(now);
        long elapsed = Math.min(now - filledAt, BURST);
        filledAt = now;
        records = Math.min(records + elapsed * factor * RECORDS_PER_NANO, factor * RECORDS_PER_NANO * BURST);
        bytes = Math.min(bytes + elapsed * factor * BYTES_PER_NANO, factor * BYTES_PER_NANO * BURST);
    }

    private void adapt(long now) {
        long epochs = (now - epochAt) / EPOCH;
        if (epochs == 0) {
            return;
        }
        epochAt += epochs * EPOCH;
        if (throttled) {
            factor = Math.max(LEAST, factor * FALL);
            throttled = false;
        } else {
            factor = Math.min(MOST, factor + epochs * RISE);
        }
    }
}
