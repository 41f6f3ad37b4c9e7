package dev.tmctl.adapter;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The requests being worked on: bounded by bytes, and awaited when the adapter drains.
final class InFlight {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final long maxBytes;
    private long bytes;
    private int requests;
    private boolean draining;

    InFlight(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /// Whether a request of this size was let in.
    Admission enter(long size) {
        lock.lock();
        try {
            if (draining) {
                return Admission.DRAINING;
            }
            if (requests > 0 && bytes + size > maxBytes) {
                return Admission.FULL;
            }
            requests++;
            bytes += size;
            return Admission.ADMITTED;
        } finally {
            lock.unlock();
        }
    }

    void leave(long size) {
        lock.lock();
        try {
            requests--;
            bytes -= size;
            if (requests == 0) {
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isDraining() {
        lock.lock();
        try {
            return draining;
        } finally {
            lock.unlock();
        }
    }

    /// Lets nobody in any more and waits for those inside.
    ///
    /// @return how many were still inside at the deadline
    int drain(Duration patience) {
        lock.lock();
        try {
            draining = true;
            long left = patience.toNanos();
            while (requests > 0 && left > 0) {
                left = idle.awaitNanos(left);
            }
            return requests;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return requests;
        } finally {
            lock.unlock();
        }
    }

    /// The answer to a request at the door.
    enum Admission {
        /// Come in.
        ADMITTED,
        /// No room right now.
        FULL,
        /// The adapter is stopping.
        DRAINING
    }
}
