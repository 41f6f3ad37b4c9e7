package dev.tmctl.local.internal.operations;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tmctl.local.internal.model.KinesisException;
import dev.tmctl.local.internal.model.KinesisStream;
import dev.tmctl.local.internal.model.SequenceNumber;
import dev.tmctl.local.internal.model.Shard;
import dev.tmctl.local.internal.model.ShardIterator;
import dev.tmctl.local.internal.store.ReadResult;
import dev.tmctl.local.internal.store.StoredRecord;
import dev.tmctl.local.internal.store.StreamStorage;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// GetRecords (<https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html>).
final class GetRecordsOperation {

    private static final int RECORDS_MAX = 10_000;
    private static final long BYTES_MAX = 10L * 1024 * 1024;

    private final OperationContext context;

    GetRecordsOperation(OperationContext context) {
        this.context = context;
    }

    Answer getRecords(Call call) throws IOException {
        Fields fields = call.fields();
        StreamReference reference = StreamReference.of(fields);
        String token = fields.string("ShardIterator");
        Integer limit = fields.integer("Limit");
        reference
                .validate(new Violations())
                .required("shardIterator", token)
                .length("shardIterator", token, 1, Constraints.SHARD_ITERATOR_MAX)
                .range("limit", limit, 1, RECORDS_MAX)
                .check();
        ShardIterator iterator = ShardIterator.parse(String.valueOf(token))
                .orElseThrow(() -> KinesisException.invalidArgument("Invalid ShardIterator."));
        requireFresh(iterator);
        if (reference.isGiven() && !reference.streamName().equals(iterator.stream())) {
            throw KinesisException.invalidArgument("The ShardIterator is not one of the stream that was specified.");
        }
        StreamStorage storage = context.storage(iterator.stream());
        // The state of the shard is taken first: once it is closed, nothing can be added behind the read.
        KinesisStream stream = storage.stream();
        Shard shard = shard(iterator, stream);
        if (!context.limits().startRead(stream, shard)) {
            throw KinesisException.throughputExceeded(context.rateExceeded(stream, shard));
        }
        long now = context.clock().millis();
        ReadResult read = storage.log(shard)
                .read(iterator.after(), context.horizonMillis(stream), limit == null ? RECORDS_MAX : limit, BYTES_MAX);
        context.limits()
                .finishRead(
                        stream,
                        shard,
                        read.records().stream().mapToLong(StoredRecord::size).sum());
        return answer(iterator, read, stream, shard, now);
    }

    private void requireFresh(ShardIterator iterator) {
        long now = context.clock().millis();
        if (iterator.isExpired(now)) {
            throw KinesisException.expiredIterator("Iterator expired. The iterator was created at time "
                    + Instant.ofEpochMilli(iterator.issuedMillis()) + " while right now it is "
                    + Instant.ofEpochMilli(now) + " which is further in the future than the tolerated delay of "
                    + ShardIterator.LIFETIME.toMillis() + " milliseconds.");
        }
    }

    private Shard shard(ShardIterator iterator, KinesisStream stream) {
        if (stream.uid() != iterator.uid()) {
            throw context.streamNotFound(stream.name());
        }
        return stream.shards().stream()
                .filter(candidate -> candidate.index() == iterator.shardIndex())
                .findFirst()
                .orElseThrow(() -> context.shardNotFound(Shard.id(iterator.shardIndex()), stream.name()));
    }

    private static Answer answer(
            ShardIterator iterator, ReadResult read, KinesisStream stream, Shard shard, long nowMillis) {
        boolean finished = read.atEnd() && !shard.isOpen();
        long behind = read.atEnd() || read.records().isEmpty()
                ? 0
                : Math.max(0, nowMillis - read.next().millis());
        return writer -> {
            writer.list("Records", records -> {
                for (StoredRecord stored : read.records()) {
                    writeRecord(records, stored, shard);
                }
            });
            if (!finished) {
                writer.string(
                        "NextShardIterator",
                        iterator.next(read.next(), nowMillis).token());
            }
            writer.number("MillisBehindLatest", behind);
            if (finished) {
                List<Shard> children = stream.shards().stream()
                        .filter(candidate -> candidate.isChildOf(shard))
                        .toList();
                writer.list("ChildShards", list -> {
                    for (Shard child : children) {
                        writeChild(list, child);
                    }
                });
            }
        };
    }

    private static void writeRecord(ResponseWriter records, StoredRecord stored, Shard shard) throws IOException {
        JsonGenerator generator = records.generator();
        generator.writeStartObject();
        generator.writeStringField("SequenceNumber", new SequenceNumber(stored.position(), shard.index()).toString());
        records.timestamp("ApproximateArrivalTimestamp", stored.position().millis());
        generator.writeFieldName("Data");
        generator.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, stored.block(), stored.offset(), stored.length());
        generator.writeStringField("PartitionKey", stored.partitionKey());
        generator.writeEndObject();
    }

    private static void writeChild(ResponseWriter list, Shard child) throws IOException {
        list.structure(writer -> {
            writer.string("ShardId", child.id());
            writer.list("ParentShards", parents -> {
                for (int parent : child.parents()) {
                    parents.element(Shard.id(parent));
                }
            });
            DescribeOperations.writeHashKeyRange(writer, child);
        });
    }
}
