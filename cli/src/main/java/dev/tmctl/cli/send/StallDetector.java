package dev.tmctl.cli.send;

import java.time.Duration;

/// Notices that events are under way and none of them comes to its end. Times are nanoseconds from any origin.
final class StallDetector {
    private static final long FIRST = Duration.ofSeconds(3).toNanos();
    private static final long MOST = Duration.ofMinutes(1).toNanos();

    private long since;
    private long settled = -1;
    private long next = FIRST;

    /// Looks at a run again.
    ///
    /// @param done how many events have come to their end
    /// @param underWay how many have not
    /// @return for how long nothing has moved, when it is time to say so: after 3 s, then after twice the time,
    ///     but every minute at least; else 0
    long look(long now, long done, long underWay) {
        if (done != settled || underWay == 0) {
            settled = done;
            since = now;
            next = FIRST;
            return 0;
        }
        long lasts = now - since;
        if (lasts < next) {
            return 0;
        }
        next = lasts + Math.min(lasts, MOST);
        return lasts;
    }
}
