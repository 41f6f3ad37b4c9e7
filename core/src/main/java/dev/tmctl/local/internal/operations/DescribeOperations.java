package dev.tmctl.local.internal.operations;

import dev.tmctl.local.internal.model.KinesisStream;
import dev.tmctl.local.internal.model.SequenceNumber;
import dev.tmctl.local.internal.model.Shard;
import dev.tmctl.local.internal.model.StreamMode;
import java.io.IOException;
import java.util.List;

/// DescribeStream, DescribeStreamSummary and DescribeLimits.
final class DescribeOperations {

    /// DescribeStream returns no more shards at a time, whatever its limit says
    /// (<https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStream.html>).
    private static final int SHARDS_PER_PAGE = 100;

    private static final int ON_DEMAND_STREAM_LIMIT = 50;

    private final OperationContext context;

    DescribeOperations(OperationContext context) {
        this.context = context;
    }

    Answer describeStream(Call call) throws IOException {
        Fields fields = call.fields();
        StreamReference reference = StreamReference.of(fields);
        Integer limit = fields.integer("Limit");
        String start = fields.string("ExclusiveStartShardId");
        reference
                .validate(new Violations())
                .range("limit", limit, 1, Constraints.PAGE_MAX)
                .length("exclusiveStartShardId", start, 1, Constraints.NAME_MAX)
                .pattern("exclusiveStartShardId", start, Constraints.NAME)
                .check();
        KinesisStream stream = context.storage(reference).stream();
        List<Shard> rest = stream.shards().stream()
                .filter(shard -> !context.isExpired(stream, shard))
                .filter(shard -> start == null || shard.id().compareTo(start) > 0)
                .toList();
        int size = Math.min(limit == null ? SHARDS_PER_PAGE : limit, SHARDS_PER_PAGE);
        List<Shard> page = rest.subList(0, Math.min(size, rest.size()));
        return writer -> writer.structure("StreamDescription", description -> {
            writeIdentity(description, stream, context);
            writeSettings(description, stream);
            description
                    .list("Shards", shards -> {
                        for (Shard shard : page) {
                            writeShard(shards, shard);
                        }
                    })
                    .bool("HasMoreShards", page.size() < rest.size());
        });
    }

    Answer describeStreamSummary(Call call) throws IOException {
        StreamReference reference = StreamReference.of(call.fields());
        reference.validate(new Violations()).check();
        KinesisStream stream = context.storage(reference).stream();
        return writer -> writer.structure("StreamDescriptionSummary", summary -> {
            writeIdentity(summary, stream, context);
            writeSettings(summary, stream);
            summary.number("OpenShardCount", stream.openShardCount())
                    .number("ConsumerCount", 0)
                    .number("MaxRecordSizeInKiB", stream.maxRecordSizeKiB());
        });
    }

    Answer describeLimits(Call call) throws IOException {
        call.fields();
        long onDemand = context.registry().streams().values().stream()
                .filter(storage -> storage.stream().mode() == StreamMode.ON_DEMAND)
                .count();
        return writer -> writer.number("ShardLimit", ShardLimits.ACCOUNT)
                .number("OpenShardCount", ShardLimits.openShards(context.registry()))
                .number("OnDemandStreamCount", onDemand)
                .number("OnDemandStreamCountLimit", ON_DEMAND_STREAM_LIMIT);
    }

    static void writeIdentity(ResponseWriter writer, KinesisStream stream, OperationContext context)
            throws IOException {
        writer.string("StreamName", stream.name())
                .string("StreamARN", context.arn(stream))
                .string("StreamStatus", "ACTIVE")
                .structure(
                        "StreamModeDetails",
                        mode -> mode.string("StreamMode", stream.mode().name()))
                .timestamp("StreamCreationTimestamp", stream.createdMillis());
    }

    private static void writeSettings(ResponseWriter writer, KinesisStream stream) throws IOException {
        writer.number("RetentionPeriodHours", stream.retentionHours())
                .list(
                        "EnhancedMonitoring",
                        monitoring -> monitoring.structure(metrics -> metrics.list("ShardLevelMetrics", Answer.EMPTY)))
                .string("EncryptionType", "NONE");
    }

    static void writeShard(ResponseWriter shards, Shard shard) throws IOException {
        shards.structure(writer -> {
            writer.string("ShardId", shard.id());
            if (shard.parent() != null) {
                writer.string("ParentShardId", Shard.id(shard.parent()));
            }
            if (shard.adjacentParent() != null) {
                writer.string("AdjacentParentShardId", Shard.id(shard.adjacentParent()));
            }
            writeHashKeyRange(writer, shard);
            writer.structure("SequenceNumberRange", range -> {
                range.string("StartingSequenceNumber", new SequenceNumber(shard.start(), shard.index()).toString());
                if (shard.end() != null) {
                    range.string("EndingSequenceNumber", new SequenceNumber(shard.end(), shard.index()).toString());
                }
            });
        });
    }

    static void writeHashKeyRange(ResponseWriter writer, Shard shard) throws IOException {
        writer.structure(
                "HashKeyRange",
                range -> range.string("StartingHashKey", shard.range().start().toString())
                        .string("EndingHashKey", shard.range().end().toString()));
    }
}
