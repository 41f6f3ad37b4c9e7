package dev.tmctl.delivery.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keeps all records of a key that are under way in the same request, so that they cannot overtake each other between
/// two. Later ones wait here.
final class InFlightKeys {
    private final Map<String, Integer> flying = new HashMap<>();
    private final Map<String, Deque<PendingRecord>> waiting = new HashMap<>();
    private final Set<String> released = new LinkedHashSet<>();
    private int held;

    /// Keeps a record whose key is under way in another request.
    ///
    /// @return whether it waits here now
    boolean holds(PendingRecord record) {
        Deque<PendingRecord> queue = waiting.get(record.key());
        if (queue == null && !flying.containsKey(record.key())) {
            return false;
        }
        if (queue == null) {
            queue = new ArrayDeque<>();
            waiting.put(record.key(), queue);
        }
        queue.addLast(record);
        held++;
        return true;
    }

    /// Puts a record that came back before those of its key that wait.
    ///
    /// @return false when none waits, and nothing was done
    boolean holdsFirst(PendingRecord record) {
        Deque<PendingRecord> queue = waiting.get(record.key());
        if (queue == null) {
            return false;
        }
        queue.addFirst(record);
        held++;
        return true;
    }

    /// How many records wait here.
    int held() {
        return held;
    }

    /// Whether records wait whose key is free.
    boolean isReleasing() {
        return !released.isEmpty();
    }

    /// The next record whose key is free, or null. It must be taken with [#take] or the loop ended.
    @Nullable
    PendingRecord first() {
        while (!released.isEmpty()) {
            String key = released.iterator().next();
            Deque<PendingRecord> queue = waiting.get(key);
            while (queue != null && !queue.isEmpty() && queue.getFirst().poll() != null) {
                queue.removeFirst();
                held--;
            }
            if (queue != null && !queue.isEmpty()) {
                return queue.getFirst();
            }
            waiting.remove(key);
            released.remove(key);
        }
        return null;
    }

    /// Removes what [#first] showed.
    void take() {
        String key = released.iterator().next();
        Deque<PendingRecord> queue = waiting.get(key);
        if (queue == null) {
            return;
        }
        queue.removeFirst();
        held--;
        if (queue.isEmpty()) {
            waiting.remove(key);
            released.remove(key);
        }
    }

    /// A request departs.
    void departs(List<PendingRecord> records) {
        for (String key : keys(records)) {
            flying.merge(key, 1, Integer::sum);
            released.remove(key);
        }
    }

    /// A request came back.
    void returns(List<PendingRecord> records) {
        for (String key : keys(records)) {
            Integer left = flying.computeIfPresent(key, (k, count) -> count == 1 ? null : count - 1);
            if (left == null && waiting.containsKey(key)) {
                released.add(key);
            }
        }
    }

    private static Set<String> keys(List<PendingRecord> records) {
        Set<String> keys = new HashSet<>();
        String last = null;
        for (PendingRecord record : records) {
            // runs of the same key are common, and the same object where the key is fixed
            if (!record.key().equals(last)) {
                last = record.key();
                keys.add(last);
            }
        }
        return keys;
    }
}
