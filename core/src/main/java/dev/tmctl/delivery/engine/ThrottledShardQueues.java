package dev.tmctl.delivery.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The queues of throttled shards. As long as nothing throttles there are none, and no key is hashed.
final class ThrottledShardQueues {
    private final Map<Integer, ThrottledShardQueue> lanes = new TreeMap<>();
    private final Backoff backoff;
    private ShardMap map = ShardMap.unknown();

    ThrottledShardQueues(Backoff backoff) {
        this.backoff = backoff;
    }

    boolean isEmpty() {
        return lanes.isEmpty();
    }

    Collection<ThrottledShardQueue> all() {
        return lanes.values();
    }

    /// The lane of a throttled key, made if it is the first time.
    ThrottledShardQueue throttled(String key, long now) {
        return lanes.computeIfAbsent(map.laneOf(key), queue -> new ThrottledShardQueue(backoff, now));
    }

    /// The lane of a key if its shard has throttled lately, else null.
    @Nullable
    ThrottledShardQueue find(String key) {
        return lanes.isEmpty() ? null : lanes.get(map.laneOf(key));
    }

    /// Whether a stored record tells that the map is out of date.
    boolean contradicts(String key, String shardId) {
        return !lanes.isEmpty()
                && map.shardOf(key).map(expected -> !expected.equals(shardId)).orElse(false);
    }

    /// Takes another map.
    ///
    /// @return the records that waited, in their order per shard; their lanes are gone
    List<PendingRecord> replaceMap(ShardMap other) {
        List<PendingRecord> released = new ArrayList<>();
        lanes.values().forEach(queue -> released.addAll(queue.held()));
        lanes.clear();
        map = other;
        return released;
    }

    /// When the first lane releases records, or [Long#MAX_VALUE].
    long readyAt(long now) {
        long earliest = Long.MAX_VALUE;
        for (Iterator<ThrottledShardQueue> each = lanes.values().iterator(); each.hasNext(); ) {
            ThrottledShardQueue queue = each.next();
            if (queue.isQuiet(now)) {
                each.remove();
            } else {
                earliest = Math.min(earliest, queue.readyAt(now));
            }
        }
        return earliest;
    }
}
