package dev.tmctl.delivery.bulk;

/// Spreads events evenly over time.
public final class RateLimiter {
    /// As fast as it goes.
    public static final RateLimiter UNLIMITED = new RateLimiter(0);

    private static final double NANOS = 1e9;

    private final double perSecond;
    private long startedAt;
    private long count;

    /// @param perSecond events a second, or 0 for no limit
    public RateLimiter(double perSecond) {
        this.perSecond = perSecond;
    }

    /// Nanoseconds until the next event may go; counts it as gone then.
    long next(long now) {
        if (perSecond <= 0) {
            return 0;
        }
        if (count == 0) {
            startedAt = now;
        }
        long due = startedAt + (long) (count++ / perSecond * NANOS);
        return Math.max(0, due - now);
    }
}
