package dev.tmctl.local.internal.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The time by which records arrive and grow old.
///
/// A clock can be wrong for a moment: before it is set over the network, or in a virtual machine that
/// wakes up. So the clock is held against the time that elapsed, which cannot jump. Where the two
/// disagree, nothing is deleted, and nothing is hidden that the elapsed time does not account for. A clock
/// that was set is believed once two readings, [#APART] from each other, agree.
public final class RecordClock implements InstantSource {

    /// How far apart two readings must be before anything is deleted by them.
    public static final Duration APART = Duration.ofMinutes(10);

    /// Above what a clock is slewed by, and below what matters for a retention of 24 hours or more.
    private static final long TOLERANCE_MILLIS = Duration.ofMinutes(1).toMillis();

    private record Reading(long wallMillis, long nanos) {

        long elapsedMillis(Reading later) {
            return TimeUnit.NANOSECONDS.toMillis(later.nanos - nanos);
        }

        boolean agreesWith(Reading later) {
            return Math.abs(later.wallMillis - expectedMillis(later)) <= TOLERANCE_MILLIS;
        }

        /// What the clock should say at the time of a later reading.
        long expectedMillis(Reading later) {
            return wallMillis + elapsedMillis(later);
        }

        boolean isFarFrom(Reading later) {
            return elapsedMillis(later) >= APART.toMillis();
        }
    }

    private final InstantSource wall;
    private final LongSupplier nanoTime;
    private Reading believed;
    private @Nullable Reading doubted;

    /// @param wall the time of day, which can jump
    /// @param nanoTime elapsed nanoseconds, as [System#nanoTime()]
    public RecordClock(InstantSource wall, LongSupplier nanoTime) {
        this.wall = wall;
        this.nanoTime = nanoTime;
        this.believed = read();
    }

    private Reading read() {
        return new Reading(wall.millis(), nanoTime.getAsLong());
    }

    /// Takes a reading and settles what is believed.
    private Reading observe() {
        Reading now = read();
        if (believed.agreesWith(now)) {
            doubted = null;
        } else if (doubted == null || !doubted.agreesWith(now)) {
            doubted = now;
        } else if (doubted.isFarFrom(now)) {
            believed = doubted;
            doubted = null;
        }
        return now;
    }

    /// When a record that is written now arrives: by the clock, but not earlier than the elapsed time
    /// says, as the record would grow old too early.
    @Override
    public synchronized long millis() {
        Reading now = observe();
        return doubted == null ? now.wallMillis() : Math.max(now.wallMillis(), believed.expectedMillis(now));
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    /// Now, for what is hidden because of its age, in milliseconds since the epoch.
    public synchronized long visibleMillis() {
        Reading now = observe();
        return doubted == null ? now.wallMillis() : Math.min(now.wallMillis(), believed.expectedMillis(now));
    }

    /// Now, for what is deleted because of its age, in milliseconds since the epoch.
    ///
    /// @return empty as long as no two readings that are far apart agree
    synchronized OptionalLong confirmedMillis() {
        Reading now = observe();
        if (doubted != null || !believed.isFarFrom(now)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Math.min(now.wallMillis(), believed.expectedMillis(now)));
    }
}
