package dev.tmctl.local;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that only moves when told to.
public final class ManualClock implements InstantSource {

    private final AtomicLong nanos = new AtomicLong();

    private final AtomicLong millis =
            new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli());

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis.get());
    }

    /// Time passes.
    public void advance(Duration by) {
        millis.addAndGet(by.toMillis());
        nanos.addAndGet(by.toNanos());
    }

    /// The clock is set, without any time passing.
    public void jump(Duration by) {
        millis.addAndGet(by.toMillis());
    }

    /// The time that has passed.
    public long nanoTime() {
        return nanos.get();
    }
}
