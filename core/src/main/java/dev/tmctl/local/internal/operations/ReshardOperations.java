package dev.tmctl.local.internal.operations;

import dev.tmctl.local.internal.model.HashKey;
import dev.tmctl.local.internal.model.KinesisException;
import dev.tmctl.local.internal.model.KinesisStream;
import dev.tmctl.local.internal.model.Shard;
import dev.tmctl.local.internal.store.StreamStorage;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// SplitShard, MergeShards and UpdateShardCount. They are done when the call returns.
final class ReshardOperations {

    /// Ways of scaling.
    enum ScalingType {
        UNIFORM_SCALING
    }

    private final OperationContext context;

    ReshardOperations(OperationContext context) {
        this.context = context;
    }

    Answer splitShard(Call call) throws IOException {
        Fields fields = call.fields();
        StreamReference reference = StreamReference.of(fields);
        String shardId = fields.string("ShardToSplit");
        String newKey = fields.string("NewStartingHashKey");
        Violations violations = reference.validate(new Violations());
        validateShardId(violations, "shardToSplit", shardId);
        violations
                .required("newStartingHashKey", newKey)
                .pattern("newStartingHashKey", newKey, Constraints.HASH_KEY)
                .check();
        BigInteger key = new BigInteger(Objects.requireNonNull(newKey));
        context.storage(reference).reshard((stream, resharding) -> {
            StreamModes.requireProvisioned(stream, "SplitShard");
            Shard shard = openShard(stream, Objects.requireNonNull(shardId));
            BigInteger start = shard.range().start().toBigInteger();
            BigInteger end = shard.range().end().toBigInteger();
            if (key.compareTo(start.add(BigInteger.ONE)) <= 0 || key.compareTo(end) >= 0) {
                throw KinesisException.invalidArgument("NewStartingHashKey " + key + " used in SplitShard() on shard "
                        + shard.id() + where(stream) + " is not both greater than one plus the shard's StartingHashKey "
                        + start + " and less than the shard's EndingHashKey " + end + ".");
            }
            requireShardQuota(1);
            return resharding.split(shard, HashKey.of(key)).result();
        });
        return Answer.EMPTY;
    }

    Answer mergeShards(Call call) throws IOException {
        Fields fields = call.fields();
        StreamReference reference = StreamReference.of(fields);
        String first = fields.string("ShardToMerge");
        String second = fields.string("AdjacentShardToMerge");
        Violations violations = reference.validate(new Violations());
        validateShardId(violations, "shardToMerge", first);
        validateShardId(violations, "adjacentShardToMerge", second);
        violations.check();
        context.storage(reference).reshard((stream, resharding) -> {
            StreamModes.requireProvisioned(stream, "MergeShards");
            Shard shard = openShard(stream, Objects.requireNonNull(first));
            Shard adjacent = openShard(stream, Objects.requireNonNull(second));
            if (!shard.range().adjacentTo(adjacent.range())) {
                throw KinesisException.invalidArgument("Shards " + shard.id() + " and " + adjacent.id() + where(stream)
                        + " are not an adjacent pair of shards eligible for merging");
            }
            return resharding.merge(shard, adjacent).result();
        });
        return Answer.EMPTY;
    }

    Answer updateShardCount(Call call) throws IOException {
        Fields fields = call.fields();
        StreamReference reference = StreamReference.of(fields);
        Integer given = fields.integer("TargetShardCount");
        String scaling = fields.string("ScalingType");
        reference
                .validate(new Violations())
                .required("targetShardCount", given)
                .range("targetShardCount", given, 1, Integer.MAX_VALUE)
                .required("scalingType", scaling)
                .oneOf("scalingType", scaling, ScalingType.class)
                .check();
        int target = Objects.requireNonNull(given);
        StreamStorage storage = context.storage(reference);
        int before = storage.stream().openShardCount();
        KinesisStream changed = storage.reshard((stream, resharding) -> {
            StreamModes.requireProvisioned(stream, "UpdateShardCount");
            requireTarget(stream.openShardCount(), target);
            KinesisStream counted = stream.withResharded(scalings(stream));
            return resharding.uniform(target).result().withResharded(counted.resharded());
        });
        return writer -> writer.string("StreamName", changed.name())
                .number("CurrentShardCount", before)
                .number("TargetShardCount", target)
                .string("StreamARN", context.arn(changed));
    }

    private void requireTarget(int current, int target) {
        String counts = " Current open shard count: " + current + " Target shard count: " + target;
        if (target > 2 * current) {
            throw KinesisException.invalidArgument(
                    "UpdateShardCount cannot scale up over double your current open shard count." + counts);
        }
        if (target < (current + 1) / 2) {
            throw KinesisException.invalidArgument(
                    "UpdateShardCount cannot scale down below half your current open shard count." + counts);
        }
        if (target > ShardLimits.SCALING_TARGET) {
            throw KinesisException.limitExceeded(
                    "UpdateShardCount cannot scale to more than " + ShardLimits.SCALING_TARGET + " shards." + counts);
        }
        requireShardQuota(target - current);
    }

    /// The calls of the last 24 hours, with this one. Their limit only counts where limits are enforced: a test
    /// suite that scales a stream eleven times is welcome otherwise.
    private List<Long> scalings(KinesisStream stream) {
        long now = context.clock().millis();
        List<Long> recent = new ArrayList<>(stream.resharded());
        recent.removeIf(time -> now - time >= Duration.ofDays(1).toMillis());
        if (context.limits().enforced() && recent.size() >= ShardLimits.SCALINGS_PER_DAY) {
            throw KinesisException.limitExceeded("UpdateShardCount cannot be called more than "
                    + ShardLimits.SCALINGS_PER_DAY + " times per rolling 24 hour period for stream " + stream.name()
                    + ".");
        }
        recent.add(now);
        return recent;
    }

    private void requireShardQuota(int additional) {
        if (ShardLimits.openShards(context.registry()) + additional > ShardLimits.ACCOUNT) {
            throw KinesisException.limitExceeded("This request would exceed the shard limit of " + ShardLimits.ACCOUNT
                    + " for the account " + context.accountId() + ".");
        }
    }

    private Shard openShard(KinesisStream stream, String shardId) {
        Shard shard = stream.shards().stream()
                .filter(candidate -> candidate.id().equals(shardId))
                .findFirst()
                .orElseThrow(() -> context.shardNotFound(shardId, stream.name()));
        if (!shard.isOpen()) {
            throw KinesisException.inUse("Shard " + shardId + where(stream)
                    + " has already been merged or split, and thus is not eligible for merging or splitting.");
        }
        return shard;
    }

    private String where(KinesisStream stream) {
        return " in stream " + stream.name() + " under account " + context.accountId();
    }

    private static void validateShardId(Violations violations, String path, @Nullable String shardId) {
        violations
                .required(path, shardId)
                .length(path, shardId, 1, Constraints.NAME_MAX)
                .pattern(path, shardId, Constraints.NAME);
    }
}
