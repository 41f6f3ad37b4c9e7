package dev.tmctl.local.internal.operations;

import dev.tmctl.local.internal.model.KinesisException;
import dev.tmctl.local.internal.model.KinesisStream;
import dev.tmctl.local.internal.model.Position;
import dev.tmctl.local.internal.model.SequenceNumber;
import dev.tmctl.local.internal.model.Shard;
import dev.tmctl.local.internal.model.ShardIterator;
import dev.tmctl.local.internal.store.StreamStorage;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// GetShardIterator (<https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetShardIterator.html>).
final class ShardIteratorOperation {

    /// Where to start.
    enum Type {
        AT_SEQUENCE_NUMBER,
        AFTER_SEQUENCE_NUMBER,
        TRIM_HORIZON,
        LATEST,
        AT_TIMESTAMP
    }

    private final OperationContext context;

    ShardIteratorOperation(OperationContext context) {
        this.context = context;
    }

    Answer getShardIterator(Call call) throws IOException {
        Fields fields = call.fields();
        StreamReference reference = StreamReference.of(fields);
        String shardId = fields.string("ShardId");
        String type = fields.string("ShardIteratorType");
        String sequenceNumber = fields.string("StartingSequenceNumber");
        Long timestamp = fields.timestamp("Timestamp");
        reference
                .validate(new Violations())
                .required("shardId", shardId)
                .length("shardId", shardId, 1, Constraints.NAME_MAX)
                .pattern("shardId", shardId, Constraints.NAME)
                .required("shardIteratorType", type)
                .oneOf("shardIteratorType", type, Type.class)
                .pattern("startingSequenceNumber", sequenceNumber, Constraints.SEQUENCE_NUMBER)
                .check();
        StreamStorage storage = context.storage(reference);
        KinesisStream stream = storage.stream();
        Shard shard = stream.shards().stream()
                .filter(candidate -> candidate.id().equals(shardId) && !context.isExpired(stream, candidate))
                .findFirst()
                .orElseThrow(() -> KinesisException.notFound("Shard " + shardId + " in stream " + stream.name()
                        + " under account " + context.accountId() + " does not exist"));
        Position after = switch (Type.valueOf(Objects.requireNonNull(type))) {
            case TRIM_HORIZON -> Position.FIRST;
            case LATEST -> storage.log(shard).last();
            case AT_TIMESTAMP -> Position.beforeMillis(timestamp(timestamp));
            case AT_SEQUENCE_NUMBER -> position(sequenceNumber, stream, shard).previous();
            case AFTER_SEQUENCE_NUMBER -> position(sequenceNumber, stream, shard);
        };
        String token = new ShardIterator(
                        stream.name(),
                        stream.uid(),
                        shard.index(),
                        after,
                        context.clock().millis())
                .token();
        return writer -> writer.string("ShardIterator", token);
    }

    private long timestamp(@Nullable Long millis) {
        if (millis == null) {
            throw KinesisException.invalidArgument("Must specify timestampInMillis parameter for iterator of type"
                    + " AT_TIMESTAMP. Current request has no timestamp parameter.");
        }
        if (millis > context.clock().millis()) {
            throw KinesisException.invalidArgument("The timestampInMillis parameter cannot be greater than the"
                    + " currentTimestampInMillis. timestampInMillis: " + millis + ", currentTimestampInMillis: "
                    + context.clock().millis());
        }
        return millis;
    }

    private Position position(@Nullable String sequenceNumber, KinesisStream stream, Shard shard) {
        if (sequenceNumber == null) {
            throw KinesisException.invalidArgument("StartingSequenceNumber must be specified with the iterator types"
                    + " AT_SEQUENCE_NUMBER and AFTER_SEQUENCE_NUMBER.");
        }
        SequenceNumber parsed = SequenceNumber.parse(sequenceNumber)
                .orElseThrow(() -> KinesisException.invalidArgument("StartingSequenceNumber " + sequenceNumber
                        + " used in GetShardIterator on shard " + shard.id() + " in stream " + stream.name()
                        + " under account " + context.accountId() + " is invalid."));
        if (parsed.shardIndex() != shard.index()) {
            throw KinesisException.invalidArgument("Invalid StartingSequenceNumber. It encodes "
                    + Shard.id(parsed.shardIndex()) + ", while it was used in a call to a shard with " + shard.id());
        }
        return parsed.position();
    }
}
