package dev.tmctl.local.internal.operations;

import dev.tmctl.local.internal.model.KinesisException;
import dev.tmctl.local.internal.model.KinesisStream;
import dev.tmctl.local.internal.model.NextToken;
import dev.tmctl.local.internal.model.Shard;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// ListShards (<https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListShards.html>).
final class ListShardsOperation {

    private static final String TOKEN = "ListShards";
    private static final int PAGE = 1000;

    private record Query(
            KinesisStream stream,
            ShardFilter filter,
            @Nullable String after) {}

    private final OperationContext context;

    ListShardsOperation(OperationContext context) {
        this.context = context;
    }

    Answer listShards(Call call) throws IOException {
        Fields fields = call.fields();
        Integer maxResults = fields.integer("MaxResults");
        Query query = query(fields, maxResults);
        KinesisStream stream = query.stream();
        long horizon = context.horizonMillis(stream);
        List<Shard> rest = stream.shards().stream()
                .filter(shard -> !context.isExpired(stream, shard))
                .filter(shard -> query.filter().shows(shard, stream, horizon))
                .filter(shard -> query.after() == null || shard.id().compareTo(query.after()) > 0)
                .toList();
        int size = Math.min(maxResults == null ? PAGE : maxResults, PAGE);
        List<Shard> page = rest.subList(0, Math.min(size, rest.size()));
        return writer -> {
            writer.list("Shards", shards -> {
                for (Shard shard : page) {
                    DescribeOperations.writeShard(shards, shard);
                }
            });
            if (page.size() < rest.size()) {
                NextToken next = new NextToken(
                        TOKEN,
                        stream.name(),
                        page.getLast().id(),
                        query.filter().encoded(),
                        context.clock().millis());
                writer.string("NextToken", next.token());
            }
        };
    }

    private Query query(Fields fields, @Nullable Integer maxResults) {
        StreamReference reference = StreamReference.of(fields);
        String token = fields.string("NextToken");
        String start = fields.string("ExclusiveStartShardId");
        Long created = fields.timestamp("StreamCreationTimestamp");
        Violations violations = reference
                .validate(new Violations())
                .length("nextToken", token, 1, Constraints.NEXT_TOKEN_MAX)
                .length("exclusiveStartShardId", start, 1, Constraints.NAME_MAX)
                .pattern("exclusiveStartShardId", start, Constraints.NAME)
                .range("maxResults", maxResults, 1, Constraints.PAGE_MAX);
        ShardFilter filter = ShardFilter.of(fields.structure("ShardFilter"), violations);
        violations.check();
        if (token != null) {
            if (reference.isGiven() || start != null || created != null || !filter.equals(ShardFilter.ALL)) {
                throw KinesisException.invalidArgument("NextToken cannot be specified together with StreamName,"
                        + " StreamARN, StreamCreationTimestamp, ExclusiveStartShardId or ShardFilter.");
            }
            return resume(token);
        }
        KinesisStream stream = context.storage(reference).stream();
        // Clients may have cut the fraction of the second off.
        if (created != null && created / 1000 != stream.createdMillis() / 1000) {
            throw context.streamNotFound(stream.name());
        }
        if (filter.timestamp() != null && filter.timestamp() > context.clock().millis()) {
            throw KinesisException.invalidArgument("The Timestamp of the ShardFilter cannot be in the future.");
        }
        return new Query(stream, filter, start);
    }

    private Query resume(String token) {
        NextToken parsed = NextToken.parse(TOKEN, token)
                .orElseThrow(() -> KinesisException.invalidArgument("NextToken is invalid."));
        if (parsed.isExpired(context.clock().millis())) {
            throw KinesisException.expiredToken("NextToken has expired.");
        }
        ShardFilter filter = ShardFilter.decoded(parsed.filter())
                .orElseThrow(() -> KinesisException.invalidArgument("NextToken is invalid."));
        KinesisStream stream = context.storage(parsed.stream()).stream();
        return new Query(stream, filter, parsed.after());
    }
}
