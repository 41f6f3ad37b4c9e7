package dev.tmctl.adapter;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The newest failure, for `describe`.
final class LastError {
    private final AtomicReference<@Nullable Entry> entry = new AtomicReference<>();

    /// @param message what failed
    /// @param at when
    record Entry(String message, Instant at) {}

    void set(String message) {
        entry.set(new Entry(FailureAnswer.line(message), Instant.now()));
    }

    @Nullable
    Entry get() {
        return entry.get();
    }
}
