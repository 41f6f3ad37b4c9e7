package dev.tmctl.local.internal.model;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Splits and merges on the shards of one stream, worked out before anything is applied.
///
/// New shards open in the millisecond after the last record of all shards that are closed, so that sequence
/// numbers
/// grow from parent to child.
/// <https://docs.aws.amazon.com/streams/latest/dev/kinesis-using-sdk-java-resharding.html>
public final class Resharding {

    private final KinesisStream stream;
    private final TreeMap<Integer, Shard> shards = new TreeMap<>();
    private final Map<Integer, Position> lastPositions;
    private final long openMillis;
    private final long nowMillis;
    private int nextIndex;

    /// Starts from a stream.
    ///
    /// @param lastPositions the last position of each shard that may be closed, by index
    /// @param nowMillis now, milliseconds since the epoch
    public Resharding(KinesisStream stream, SequencedMap<Integer, Position> lastPositions, long nowMillis) {
        this.stream = stream;
        this.lastPositions = lastPositions;
        this.nowMillis = nowMillis;
        this.nextIndex = stream.nextShardIndex();
        stream.shards().forEach(shard -> shards.put(shard.index(), shard));
        long last = lastPositions.values().stream()
                .mapToLong(Position::millis)
                .max()
                .orElse(nowMillis);
        this.openMillis = Math.max(nowMillis, last + 1);
    }

    /// Closes `shard` and opens two: the part of its range below `key`, then the part from `key` on.
    public Resharding split(Shard shard, HashKey key) {
        close(shard);
        open(shard.range().below(key), shard.index(), null);
        open(shard.range().from(key), shard.index(), null);
        return this;
    }

    /// Closes both shards and opens one that has the range of both.
    public Resharding merge(Shard shard, Shard adjacent) {
        close(shard);
        close(adjacent);
        open(shard.range().union(adjacent.range()), shard.index(), adjacent.index());
        return this;
    }

    /// Brings the stream to `count` shards of equal size, by splits at the new bounds and then merges in
    /// between.
    public Resharding uniform(int count) {
        List<HashKeyRange> targets = HashKeyRange.uniform(count);
        for (HashKeyRange target : targets) {
            Shard holder = openShardWith(target.start());
            if (!holder.range().start().equals(target.start())) {
                split(holder, target.start());
            }
        }
        for (HashKeyRange target : targets) {
            Shard first = openShardWith(target.start());
            while (!first.range().end().equals(target.end())) {
                HashKey next = HashKey.of(first.range().end().toBigInteger().add(BigInteger.ONE));
                merge(first, openShardWith(next));
                first = openShardWith(target.start());
            }
        }
        return this;
    }

    /// The stream after it.
    public KinesisStream result() {
        return stream.withShards(new ArrayList<>(shards.values()), nextIndex);
    }

    private Shard openShardWith(HashKey key) {
        return shards.values().stream()
                .filter(shard -> shard.isOpen() && shard.range().contains(key))
                .min(Comparator.comparingInt(Shard::index))
                .orElseThrow(() -> new IllegalStateException("open shards do not cover " + key));
    }

    private void close(Shard shard) {
        Position last = lastPositions.getOrDefault(shard.index(), shard.start());
        shards.put(shard.index(), shard.closed(last, Math.max(nowMillis, shard.openedMillis())));
    }

    private void open(HashKeyRange range, int parent, @Nullable Integer adjacentParent) {
        // A shard that lives only within one scaling must not start in the same millisecond as its parent.
        long opened = openMillis;
        for (int ancestor : adjacentParent == null ? List.of(parent) : List.of(parent, adjacentParent)) {
            Shard closed = shards.get(ancestor);
            if (closed != null && closed.end() != null) {
                opened = Math.max(opened, closed.end().millis() + 1);
            }
        }
        shards.put(nextIndex, new Shard(nextIndex, range, parent, adjacentParent, opened, null, 0));
        nextIndex++;
    }
}
