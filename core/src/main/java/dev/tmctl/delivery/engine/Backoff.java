package dev.tmctl.delivery.engine;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Exponential backoff with full jitter: a random wait between nothing and a ceiling that doubles.
///
/// @param base the first ceiling
/// @param cap the highest ceiling
/// @param random where the jitter comes from
/// @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Full jitter</a>
record Backoff(Duration base, Duration cap, RandomGenerator random) {
    private static final int MAX_SHIFT = 30;

    /// The wait before the attempt after `failedAttempts` failed ones (from 1).
    Duration after(int failedAttempts) {
        long ceiling = base.toNanos() << Math.min(failedAttempts - 1, MAX_SHIFT);
        if (ceiling <= 0 || ceiling > cap.toNanos()) {
            ceiling = cap.toNanos();
        }
        return Duration.ofNanos(random.nextLong(ceiling + 1));
    }
}
