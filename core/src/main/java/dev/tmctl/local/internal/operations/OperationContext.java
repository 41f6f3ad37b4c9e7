package dev.tmctl.local.internal.operations;

import dev.tmctl.local.internal.limits.ThroughputLimits;
import dev.tmctl.local.internal.model.KinesisException;
import dev.tmctl.local.internal.model.KinesisStream;
import dev.tmctl.local.internal.model.Shard;
import dev.tmctl.local.internal.model.StreamArn;
import dev.tmctl.local.internal.store.StreamRegistry;
import dev.tmctl.local.internal.store.StreamStorage;
import java.time.InstantSource;

/// What operations work on.
public record OperationContext(
        StreamRegistry registry, ThroughputLimits limits, InstantSource clock, String region, String accountId) {

    StreamStorage storage(StreamReference reference) {
        return storage(reference.streamName());
    }

    StreamStorage storage(String name) {
        return registry.find(name).orElseThrow(() -> streamNotFound(name));
    }

    KinesisException streamNotFound(String name) {
        return KinesisException.streamNotFound(name, accountId);
    }

    KinesisException shardNotFound(String shardId, String stream) {
        return KinesisException.notFound(
                "Could not find shard " + shardId + " in stream " + stream + " under account " + accountId + ".");
    }

    String arn(KinesisStream stream) {
        return StreamArn.of(region, accountId, stream.name());
    }

    /// When the oldest readable record may have arrived, milliseconds since the epoch.
    long horizonMillis(KinesisStream stream) {
        return registry.horizonMillis(stream);
    }

    /// Whether a closed shard cannot have readable records any more. Such shards are not shown.
    boolean isExpired(KinesisStream stream, Shard shard) {
        return !shard.isOpen() && shard.closedMillis() < horizonMillis(stream);
    }

    String rateExceeded(KinesisStream stream, Shard shard) {
        return "Rate exceeded for shard " + shard.id() + " in stream " + stream.name() + " under account " + accountId
                + ".";
    }
}
