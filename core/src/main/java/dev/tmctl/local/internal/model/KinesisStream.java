package dev.tmctl.local.internal.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// What is known about a stream but for its records. Immutable; a change makes a new one.
///
/// @param name unique among the streams that exist
/// @param uid unique also among deleted streams, so that a name can be used again
/// @param retentionHours how long a record can be read after its arrival
/// @param maxRecordSizeKiB limit on data and partition key together
/// @param createdMillis creation, milliseconds since the epoch
/// @param nextShardIndex index that the next new shard gets
/// @param shards open and closed shards that are not expired, by index
/// @param tags by key
/// @param resharded times of the latest UpdateShardCount calls, milliseconds since the epoch
public record KinesisStream(
        String name,
        long uid,
        StreamMode mode,
        int retentionHours,
        int maxRecordSizeKiB,
        long createdMillis,
        int nextShardIndex,
        List<Shard> shards,
        NavigableMap<String, String> tags,
        List<Long> resharded) {

    /// Retention of a new stream.
    public static final int DEFAULT_RETENTION_HOURS = 24;

    /// Record size limit of a new stream.
    public static final int DEFAULT_MAX_RECORD_SIZE_KIB = 1024;

    public KinesisStream {
        shards = List.copyOf(shards);
        tags = new TreeMap<>(tags);
        resharded = List.copyOf(resharded);
    }

    public static KinesisStream create(
            String name, long uid, StreamMode mode, int shardCount, int maxRecordSizeKiB, long nowMillis) {
        List<HashKeyRange> ranges = HashKeyRange.uniform(shardCount);
        List<Shard> shards = new ArrayList<>(shardCount);
        for (int i = 0; i < shardCount; i++) {
            shards.add(Shard.open(i, ranges.get(i), nowMillis));
        }
        return new KinesisStream(
                name,
                uid,
                mode,
                DEFAULT_RETENTION_HOURS,
                maxRecordSizeKiB,
                nowMillis,
                shardCount,
                shards,
                new TreeMap<>(),
                List.of());
    }

    /// The open shards in the order of their hash key ranges.
    public List<Shard> openShards() {
        return shards.stream()
                .filter(Shard::isOpen)
                .sorted(Comparator.comparing(shard -> shard.range().start()))
                .toList();
    }

    /// The shard of `openShards`, as [#openShards()] gives them, that takes a hash key.
    public static Shard shardFor(HashKey key, List<Shard> openShards) {
        int low = 0;
        int high = openShards.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (openShards.get(middle).range().start().compareTo(key) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return openShards.get(low);
    }

    public int openShardCount() {
        return (int) shards.stream().filter(Shard::isOpen).count();
    }

    public long retentionMillis() {
        return Duration.ofHours(retentionHours).toMillis();
    }

    public long maxRecordSizeBytes() {
        return maxRecordSizeKiB * 1024L;
    }

    public KinesisStream withMode(StreamMode newMode) {
        return new KinesisStream(
                name,
                uid,
                newMode,
                retentionHours,
                maxRecordSizeKiB,
                createdMillis,
                nextShardIndex,
                shards,
                tags,
                resharded);
    }

    public KinesisStream withRetentionHours(int hours) {
        return new KinesisStream(
                name, uid, mode, hours, maxRecordSizeKiB, createdMillis, nextShardIndex, shards, tags, resharded);
    }

    public KinesisStream withMaxRecordSizeKiB(int kiB) {
        return new KinesisStream(
                name, uid, mode, retentionHours, kiB, createdMillis, nextShardIndex, shards, tags, resharded);
    }

    public KinesisStream withTags(NavigableMap<String, String> newTags) {
        return new KinesisStream(
                name,
                uid,
                mode,
                retentionHours,
                maxRecordSizeKiB,
                createdMillis,
                nextShardIndex,
                shards,
                newTags,
                resharded);
    }

    public KinesisStream withShards(List<Shard> newShards, int newNextShardIndex) {
        Shard[] sorted = newShards.toArray(Shard[]::new);
        Arrays.sort(sorted, Comparator.comparingInt(Shard::index));
        return new KinesisStream(
                name,
                uid,
                mode,
                retentionHours,
                maxRecordSizeKiB,
                createdMillis,
                newNextShardIndex,
                List.of(sorted),
                tags,
                resharded);
    }

    public KinesisStream withResharded(List<Long> times) {
        return new KinesisStream(
                name, uid, mode, retentionHours, maxRecordSizeKiB, createdMillis, nextShardIndex, shards, tags, times);
    }
}
