package dev.tmctl.delivery.engine;

import java.time.Duration;

/// How long records wait for company while a request is under way, and how many requests are worth having under way.
///
/// Where requests take about as long as the fastest did, their time is the network's: more of them side by side cost
/// nothing, and records wait only a moment. Where they take longer, the machine or the endpoint is busy, and more
/// requests would only cost more: records then gather about as long as a request takes, and fewer requests hold fewer
/// copies of them.
final class AdaptiveLinger {
    private static final double WEIGHT = 0.2;
    private static final double BUSY = 2;
    private static final int ENOUGH = 2;
    private static final long WINDOW = Duration.ofSeconds(10).toNanos();
    private static final long LONGEST = Duration.ofMillis(50).toNanos();

    private final long shortest;
    private double average;
    private long fastest = Long.MAX_VALUE;
    private long fastestBefore = Long.MAX_VALUE;
    private long windowEndsAt = Long.MIN_VALUE;

    /// @param shortest how long records wait where requests are fast
    AdaptiveLinger(Duration shortest) {
        this.shortest = shortest.toNanos();
    }

    /// A request was answered.
    void took(long nanos, long now) {
        average = average == 0 ? nanos : average + WEIGHT * (nanos - average);
        if (now >= windowEndsAt) {
            // the fastest of long ago tells nothing of today's network
            fastestBefore = fastest;
            fastest = nanos;
            windowEndsAt = now + WINDOW;
        } else {
            fastest = Math.min(fastest, nanos);
        }
    }

    /// How long records may wait now.
    long nanos() {
        return isBusy() ? Math.max(shortest, Math.min((long) average, LONGEST)) : shortest;
    }

    /// How many of the allowed requests may be under way now.
    int requests(int allowed) {
        return isBusy() ? Math.min(allowed, Math.max(ENOUGH, (int) (allowed * BUSY * best() / average))) : allowed;
    }

    private boolean isBusy() {
        return best() != Long.MAX_VALUE && average > BUSY * best();
    }

    private long best() {
        return Math.min(fastest, fastestBefore);
    }
}
