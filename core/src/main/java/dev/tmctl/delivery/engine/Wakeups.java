package dev.tmctl.delivery.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Threads that wait for records which were just settled. They are woken once for all records of a request and outside
/// the lock: a thread that waits for one record after the other would else be woken, on another core, for each.
/// Not thread-safe.
final class Wakeups {
    private List<Thread> threads = new ArrayList<>();

    /// @param waiter of a settled record, or null when nobody waits
    void add(@Nullable Thread waiter) {
        if (waiter != null && (threads.isEmpty() || threads.getLast() != waiter)) {
            threads.add(waiter);
        }
    }

    /// Whom to wake now; they are forgotten here.
    List<Thread> take() {
        if (threads.isEmpty()) {
            return List.of();
        }
        List<Thread> taken = threads;
        threads = new ArrayList<>();
        return taken;
    }
}
