package dev.tmctl.adapter;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;

/// Bounds how many lines of a kind are logged in a second, and tells how many were left out.
final class LogRate {
    private final ReentrantLock lock = new ReentrantLock();
    private final int perSecond;
    private final LongConsumer leftOut;
    private final Executor afterASecond;
    private int logged;
    private long skipped;

    /// @param leftOut receives at the end of a second how many were left out in it, if any
    LogRate(int perSecond, LongConsumer leftOut) {
        this(perSecond, leftOut, CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
    }

    LogRate(int perSecond, LongConsumer leftOut, Executor afterASecond) {
        this.perSecond = perSecond;
        this.leftOut = leftOut;
        this.afterASecond = afterASecond;
    }

    /// Whether a line may be written now.
    boolean mayLog() {
        lock.lock();
        try {
            if (logged == 0) {
                afterASecond.execute(this::endOfSecond);
            }
            if (logged < perSecond) {
                logged++;
                return true;
            }
            skipped++;
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void endOfSecond() {
        long count;
        lock.lock();
        try {
            count = skipped;
            skipped = 0;
            logged = 0;
        } finally {
            lock.unlock();
        }
        if (count > 0) {
            leftOut.accept(count);
        }
    }
}
