package dev.tmctl.local;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/// What tests do with the AWS SDK again and again.
public final class Clients {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private Clients() {}

    /// A client that does not retry, so that errors show.
    public static KinesisClient of(URI endpoint) {
        return KinesisClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .overrideConfiguration(config -> config.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    /// Creates a stream and waits until it is active.
    public static String createStream(KinesisClient client, String name, int shards) {
        client.createStream(request -> request.streamName(name).shardCount(shards));
        awaitActive(client, name);
        return name;
    }

    /// Waits until a stream is active.
    public static void awaitActive(KinesisClient client, String name) {
        Awaitility.await()
                .atMost(DEADLINE)
                .until(() -> client.describeStreamSummary(request -> request.streamName(name))
                                .streamDescriptionSummary()
                                .streamStatus()
                        == StreamStatus.ACTIVE);
    }

    static List<PutRecordsRequestEntry> entries(int count, int bytes) {
        return IntStream.range(0, count)
                .mapToObj(i -> PutRecordsRequestEntry.builder()
                        .partitionKey("key-" + i)
                        .data(SdkBytes.fromByteArray(new byte[bytes]))
                        .build())
                .toList();
    }

    /// The shards of a stream, closed ones too.
    public static List<Shard> shards(KinesisClient client, String stream) {
        return client.listShards(request -> request.streamName(stream)).shards();
    }

    static String iterator(KinesisClient client, String stream, String shardId, ShardIteratorType type) {
        return client.getShardIterator(
                        request -> request.streamName(stream).shardId(shardId).shardIteratorType(type))
                .shardIterator();
    }

    /// All records of a shard that there are now.
    public static List<Record> readShard(KinesisClient client, String stream, String shardId) {
        List<Record> records = new ArrayList<>();
        String iterator = iterator(client, stream, shardId, ShardIteratorType.TRIM_HORIZON);
        while (iterator != null) {
            String current = iterator;
            GetRecordsResponse answer = client.getRecords(request -> request.shardIterator(current));
            records.addAll(answer.records());
            boolean atTip = answer.records().isEmpty() && answer.millisBehindLatest() == 0;
            iterator = atTip ? null : answer.nextShardIterator();
        }
        return records;
    }

    /// All records of a stream that there are now.
    public static List<Record> readAll(KinesisClient client, String stream) {
        return shards(client, stream).stream()
                .flatMap(shard -> readShard(client, stream, shard.shardId()).stream())
                .toList();
    }
}
