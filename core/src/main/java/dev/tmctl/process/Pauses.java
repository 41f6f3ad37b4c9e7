package dev.tmctl.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Waits that a thread that is told to end makes all the same; what it is told comes into effect afterwards.
final class Pauses {
    private Pauses() {}

    /// Something that may take a while to become true.
    interface Condition {
        boolean holds() throws IOException;
    }

    /// Waits about so long.
    static void pause(Duration time) {
        boolean interrupted = Thread.interrupted();
        try {
            // woken early, the caller looks again
            LockSupport.parkNanos(time.toNanos());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Looks again and again.
    ///
    /// @return whether it became true within the time
    static boolean until(Condition condition, Duration every, Duration timeout) throws IOException {
        long start = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - start > timeout.toNanos()) {
                return false;
            }
            pause(every);
        }
        return true;
    }
}
