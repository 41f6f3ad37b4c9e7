package dev.tmctl.local.internal.operations;

import dev.tmctl.local.internal.model.KinesisException;
import dev.tmctl.local.internal.model.KinesisStream;
import dev.tmctl.local.internal.model.Shard;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which shards ListShards shows
/// (<https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ShardFilter.html>).
///
/// @param shardId for AFTER_SHARD_ID
/// @param timestamp for AT_TIMESTAMP and FROM_TIMESTAMP, milliseconds since the epoch
record ShardFilter(
        Type type, @Nullable String shardId, @Nullable Long timestamp) {

    enum Type {
        AFTER_SHARD_ID,
        AT_TRIM_HORIZON,
        FROM_TRIM_HORIZON,
        AT_LATEST,
        AT_TIMESTAMP,
        FROM_TIMESTAMP
    }

    static final ShardFilter ALL = new ShardFilter(Type.FROM_TRIM_HORIZON, null, null);

    /// @throws KinesisException when there are violations, as no filter can be made then
    static ShardFilter of(@Nullable Fields fields, Violations violations) {
        if (fields == null) {
            return ALL;
        }
        String type = fields.string("Type");
        String shardId = fields.string("ShardId");
        Long timestamp = fields.timestamp("Timestamp");
        violations
                .required("shardFilter.type", type)
                .oneOf("shardFilter.type", type, Type.class)
                .length("shardFilter.shardId", shardId, 1, Constraints.NAME_MAX)
                .pattern("shardFilter.shardId", shardId, Constraints.NAME)
                .check();
        return new ShardFilter(Type.valueOf(String.valueOf(type)), shardId, timestamp).checked();
    }

    private ShardFilter checked() {
        boolean needsTimestamp = type == Type.AT_TIMESTAMP || type == Type.FROM_TIMESTAMP;
        if (needsTimestamp && timestamp == null) {
            throw KinesisException.invalidArgument("Timestamp must be specified with ShardFilter type " + type + ".");
        }
        if (type == Type.AFTER_SHARD_ID && shardId == null) {
            throw KinesisException.invalidArgument("ShardId must be specified with ShardFilter type " + type + ".");
        }
        if (!needsTimestamp && timestamp != null) {
            throw KinesisException.invalidArgument("Timestamp cannot be specified with ShardFilter type " + type + ".");
        }
        if (type != Type.AFTER_SHARD_ID && shardId != null) {
            throw KinesisException.invalidArgument("ShardId cannot be specified with ShardFilter type " + type + ".");
        }
        return this;
    }

    /// The text form that a next token carries.
    String encoded() {
        return type + "," + (shardId == null ? "" : shardId) + "," + (timestamp == null ? "" : timestamp);
    }

    /// Reads the text form.
    ///
    /// @return empty when the text is none
    static Optional<ShardFilter> decoded(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ShardFilter(
                            Type.valueOf(parts[0]),
                            parts[1].isEmpty() ? null : parts[1],
                            parts[2].isEmpty() ? null : Long.valueOf(parts[2]))
                    .checked());
        } catch (IllegalArgumentException | KinesisException forged) {
            return Optional.empty();
        }
    }

    /// @param horizonMillis when the oldest readable record may have arrived
    boolean shows(Shard shard, KinesisStream stream, long horizonMillis) {
        long oldest = Math.max(horizonMillis, stream.createdMillis());
        long time = Math.max(oldest, timestamp == null ? oldest : timestamp);
        return switch (type) {
            case FROM_TRIM_HORIZON -> true;
            case AFTER_SHARD_ID -> shardId == null || shard.id().compareTo(shardId) > 0;
            case AT_LATEST -> shard.isOpen();
            case AT_TRIM_HORIZON, AT_TIMESTAMP -> shard.openedMillis() <= time && endsFrom(shard, time);
            case FROM_TIMESTAMP -> endsFrom(shard, time);
        };
    }

    private static boolean endsFrom(Shard shard, long time) {
        return shard.isOpen() || shard.closedMillis() >= time;
    }
}
