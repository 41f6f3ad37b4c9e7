package dev.tmctl.local.internal.limits;

/// A rate with a burst. It may be overdrawn once, and then refuses until the debt is refilled: that is how one
/// large read or record blocks a shard for a while. Not safe for use by several threads.
final class TokenBucket {

    private static final double MILLIS_PER_SECOND = 1000;

    private final double perSecond;
    private final double burst;
    private double tokens;
    private long filledMillis;

    TokenBucket(double perSecond, double burst, long nowMillis) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.tokens = burst;
        this.filledMillis = nowMillis;
    }

    /// Whether `count` can be taken now.
    boolean has(double count, long nowMillis) {
        refill(nowMillis);
        return tokens >= count;
    }

    void take(double count) {
        tokens -= count;
    }

    private void refill(long nowMillis) {
        if (nowMillis > filledMillis) {
            tokens = Math.min(burst, tokens + (nowMillis - filledMillis) * perSecond / MILLIS_PER_SECOND);
            filledMillis = nowMillis;
        }
    }
}
