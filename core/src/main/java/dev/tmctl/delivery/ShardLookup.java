package dev.tmctl.delivery;

import dev.tmctl.aws.AwsClients;
import dev.tmctl.aws.MissingCredentialsException;
import dev.tmctl.delivery.engine.ShardMap;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;

/// Asks for the open shards. Where that is not allowed they stay unknown: everything works without them.
///
/// @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListShards.html">ListShards</a>
final class ShardLookup {
    private static final Logger LOG = LoggerFactory.getLogger(ShardLookup.class);

    private final AwsClients clients;

    ShardLookup(AwsClients clients) {
        this.clients = clients;
    }

    ShardMap look() {
        String stream = clients.target().arn().streamName();
        try {
            KinesisClient client = clients.readClient();
            List<ShardMap.Shard> shards = new ArrayList<>();
            ListShardsResponse page = client.listShards(r -> r.streamName(stream)
                    .streamARN(clients.target().arn().toString())
                    .shardFilter(f -> f.type(ShardFilterType.AT_LATEST)));
            add(page, shards);
            while (page.nextToken() != null) {
                // The token stands for the stream; both together are refused.
                String token = page.nextToken();
                page = client.listShards(r -> r.nextToken(token));
                add(page, shards);
            }
            return ShardMap.of(shards);
        } catch (SdkException | MissingCredentialsException | IllegalStateException e) {
            // the last one is the HTTP client's when it was closed meanwhile
            LOG.debug("the shards of {} are not known", stream, e);
            return ShardMap.unknown();
        }
    }

    private static void add(ListShardsResponse page, List<ShardMap.Shard> shards) {
        for (Shard shard : page.shards()) {
            if (shard.sequenceNumberRange().endingSequenceNumber() == null) {
                shards.add(new ShardMap.Shard(
                        shard.shardId(),
                        new BigInteger(shard.hashKeyRange().startingHashKey()),
                        new BigInteger(shard.hashKeyRange().endingHashKey())));
            }
        }
    }
}
