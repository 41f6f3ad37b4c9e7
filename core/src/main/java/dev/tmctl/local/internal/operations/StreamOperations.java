package dev.tmctl.local.internal.operations;

import dev.tmctl.local.internal.model.KinesisException;
import dev.tmctl.local.internal.model.KinesisStream;
import dev.tmctl.local.internal.model.NextToken;
import dev.tmctl.local.internal.model.StreamMode;
import dev.tmctl.local.internal.store.StreamStorage;
import java.io.IOException;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// CreateStream, DeleteStream and ListStreams. Streams are ACTIVE as soon as they are created.
final class StreamOperations {

    /// What a new on-demand stream has
    /// (<https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html>).
    private static final int ON_DEMAND_SHARDS = 4;

    private static final String TOKEN = "ListStreams";
    private static final int PAGE = 100;

    private final OperationContext context;

    StreamOperations(OperationContext context) {
        this.context = context;
    }

    Answer createStream(Call call) throws IOException {
        Fields fields = call.fields();
        String name = fields.string("StreamName");
        Integer shardCount = fields.integer("ShardCount");
        Integer maxKiB = fields.integer("MaxRecordSizeInKiB");
        NavigableMap<String, String> tags = fields.map("Tags");
        Violations violations = new Violations()
                .required("streamName", name)
                .length("streamName", name, 1, Constraints.NAME_MAX)
                .pattern("streamName", name, Constraints.NAME)
                .range("shardCount", shardCount, 1, Integer.MAX_VALUE)
                .range("maxRecordSizeInKiB", maxKiB, Constraints.RECORD_KIB_MIN, Constraints.RECORD_KIB_MAX);
        TagRules.validate(violations, tags);
        StreamMode mode = StreamModes.parse(fields.structure("StreamModeDetails"), violations);
        violations.check();
        int shards = shards(mode, shardCount);
        if (openShards() + shards > ShardLimits.ACCOUNT) {
            throw KinesisException.limitExceeded("This request would exceed the shard limit for the account "
                    + context.accountId() + " in " + context.region() + ". Current shard count for the account: "
                    + openShards() + ". Limit: " + ShardLimits.ACCOUNT + ". Number of additional shards that would have"
                    + " resulted from this request: " + shards + ".");
        }
        String checked = Objects.requireNonNull(name);
        int recordKiB = maxKiB == null ? KinesisStream.DEFAULT_MAX_RECORD_SIZE_KIB : maxKiB;
        boolean created = context.registry().create(checked, uid -> {
            KinesisStream made = KinesisStream.create(
                    checked, uid, mode, shards, recordKiB, context.clock().millis());
            return tags == null ? made : made.withTags(TagRules.merge(made.tags(), tags));
        });
        if (!created) {
            throw KinesisException.inUse(
                    "Stream " + checked + " under account " + context.accountId() + " already exists.");
        }
        return Answer.EMPTY;
    }

    private static int shards(StreamMode mode, @Nullable Integer shardCount) {
        if (mode == StreamMode.ON_DEMAND) {
            if (shardCount != null) {
                throw KinesisException.validation("ShardCount cannot be specified for a stream in ON_DEMAND mode.");
            }
            return ON_DEMAND_SHARDS;
        }
        if (shardCount == null) {
            throw KinesisException.validation("ShardCount must be specified for a stream in PROVISIONED mode.");
        }
        return shardCount;
    }

    private long openShards() {
        return ShardLimits.openShards(context.registry());
    }

    Answer deleteStream(Call call) throws IOException {
        StreamReference reference = StreamReference.of(call.fields());
        reference.validate(new Violations()).check();
        String name = reference.streamName();
        if (!context.registry().delete(name)) {
            throw context.streamNotFound(name);
        }
        return Answer.EMPTY;
    }

    Answer listStreams(Call call) throws IOException {
        Fields fields = call.fields();
        Integer limit = fields.integer("Limit");
        String start = fields.string("ExclusiveStartStreamName");
        String token = fields.string("NextToken");
        new Violations()
                .range("limit", limit, 1, Constraints.PAGE_MAX)
                .length("exclusiveStartStreamName", start, 1, Constraints.NAME_MAX)
                .pattern("exclusiveStartStreamName", start, Constraints.NAME)
                .length("nextToken", token, 1, Constraints.NEXT_TOKEN_MAX)
                .check();
        String after = token == null ? start : resume(token);
        List<KinesisStream> rest = (after == null
                        ? context.registry().streams()
                        : context.registry().streams().tailMap(after, false))
                .values().stream().map(StreamStorage::stream).toList();
        List<KinesisStream> page = rest.subList(0, Math.min(rest.size(), limit == null ? PAGE : limit));
        boolean more = page.size() < rest.size();
        return writer -> {
            writer.list("StreamNames", names -> {
                        for (KinesisStream stream : page) {
                            names.element(stream.name());
                        }
                    })
                    .bool("HasMoreStreams", more);
            if (more) {
                String last = page.getLast().name();
                writer.string(
                        "NextToken",
                        new NextToken(TOKEN, last, "", "", context.clock().millis()).token());
            }
            writer.list("StreamSummaries", summaries -> {
                for (KinesisStream stream : page) {
                    summaries.structure(summary -> DescribeOperations.writeIdentity(summary, stream, context));
                }
            });
        };
    }

    private String resume(String token) {
        NextToken parsed = NextToken.parse(TOKEN, token)
                .orElseThrow(() -> KinesisException.invalidArgument("NextToken is invalid."));
        if (parsed.isExpired(context.clock().millis())) {
            throw KinesisException.expiredToken("NextToken has expired.");
        }
        return parsed.stream();
    }
}
