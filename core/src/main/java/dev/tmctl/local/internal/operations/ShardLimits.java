package dev.tmctl.local.internal.operations;

import dev.tmctl.local.internal.store.StreamRegistry;

/// Quotas on the number of shards, the default ones of the largest regions
/// (<https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html>).
final class ShardLimits {

    /// Open shards of all streams together.
    static final int ACCOUNT = 20_000;

    /// Highest target of UpdateShardCount.
    static final int SCALING_TARGET = 10_000;

    /// UpdateShardCount calls for a stream in 24 hours.
    static final int SCALINGS_PER_DAY = 10;

    private ShardLimits() {}

    static long openShards(StreamRegistry registry) {
        return registry.streams().values().stream()
                .mapToLong(storage -> storage.stream().openShardCount())
                .sum();
    }
}
