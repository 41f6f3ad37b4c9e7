package dev.tmctl.local.internal.limits;

import dev.tmctl.local.internal.model.KinesisStream;
import dev.tmctl.local.internal.model.Shard;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;

/// The throughput limits of all shards, where they are enforced; otherwise everything passes.
public final class ThroughputLimits {

    private record Key(long streamUid, int shardIndex) {}

    private final boolean enforced;
    private final InstantSource clock;
    private final ConcurrentHashMap<Key, ShardThroughput> shards = new ConcurrentHashMap<>();

    public ThroughputLimits(boolean enforced, InstantSource clock) {
        this.enforced = enforced;
        this.clock = clock;
    }

    public boolean enforced() {
        return enforced;
    }

    /// Whether the shard takes a record of `size` bytes now. If so, it counts.
    public boolean write(KinesisStream stream, Shard shard, int size) {
        return !enforced || of(stream, shard).write(size, clock.millis());
    }

    /// Whether the shard can be read now. If so, the call counts.
    public boolean startRead(KinesisStream stream, Shard shard) {
        return !enforced || of(stream, shard).startRead(clock.millis());
    }

    /// Counts what a read returned.
    public void finishRead(KinesisStream stream, Shard shard, long size) {
        if (enforced) {
            of(stream, shard).finishRead(size);
        }
    }

    private ShardThroughput of(KinesisStream stream, Shard shard) {
        return shards.computeIfAbsent(new Key(stream.uid(), shard.index()), key -> new ShardThroughput(clock.millis()));
    }
}
