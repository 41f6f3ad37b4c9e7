package dev.tmctl.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tmctl.aws.AwsClients;
import dev.tmctl.local.LocalKinesis;
import dev.tmctl.local.LocalKinesisConfig;
import dev.tmctl.target.Auth;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.PartitionKey;
import dev.tmctl.target.StreamArn;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/// The stream `orders` in a local Kinesis of its own, whose clock can be put forward.
final class TestStream implements AutoCloseable {

    private static final String NAME = "orders";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final LocalKinesis kinesis;
    private final AwsClients clients;
    private final KinesisClient client;

    TestStream(Path directory, int shards) throws IOException {
        kinesis = LocalKinesis.start(LocalKinesisConfig.in(directory).withClock(this::now));
        clients = new AwsClients(
                new KinesisTarget(
                        NAME,
                        StreamArn.parse("arn:aws:kinesis:us-east-1:000000000000:stream/" + NAME),
                        new PartitionKey("key"),
                        new Auth.DefaultChain(),
                        null,
                        kinesis.endpoint(),
                        null,
                        true,
                        null),
                Map.of());
        client = clients.readClient();
        client.createStream(request -> request.streamName(NAME).shardCount(shards));
        awaitActive();
    }

    private Instant now() {
        return Instant.now().plus(ahead.get());
    }

    void advance(Duration by) {
        ahead.updateAndGet(by::plus);
    }

    AwsClients access() {
        return clients;
    }

    private void awaitActive() {
        Awaitility.await()
                .atMost(TIMEOUT)
                .until(() -> client.describeStreamSummary(request -> request.streamName(NAME))
                                .streamDescriptionSummary()
                                .streamStatus()
                        == StreamStatus.ACTIVE);
    }

    /// Puts a record with this text into the open shard at this share of the key space.
    void put(String text, double share) {
        client.putRecord(request -> request.streamName(NAME)
                .partitionKey("key")
                .explicitHashKey(hashKey(share))
                .data(SdkBytes.fromUtf8String(text)));
    }

    private static String hashKey(double share) {
        BigInteger thousandth = BigInteger.ONE.shiftLeft(128).divide(BigInteger.valueOf(1000));
        return thousandth.multiply(BigInteger.valueOf(Math.round(share * 1000))).toString();
    }

    private String shardAt(double share) {
        BigInteger hash = new BigInteger(hashKey(share));
        return shards().stream()
                .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                .filter(shard -> new BigInteger(shard.hashKeyRange().startingHashKey()).compareTo(hash) <= 0
                        && new BigInteger(shard.hashKeyRange().endingHashKey()).compareTo(hash) >= 0)
                .findFirst()
                .orElseThrow()
                .shardId();
    }

    private List<Shard> shards() {
        return client.listShards(request -> request.streamName(NAME)).shards();
    }

    /// Splits the open shard there.
    void splitAt(double share) {
        client.splitShard(
                request -> request.streamName(NAME).shardToSplit(shardAt(share)).newStartingHashKey(hashKey(share)));
        awaitActive();
    }

    /// Merges the two open shards there, which must be neighbours.
    void merge(double lower, double upper) {
        client.mergeShards(
                request -> request.streamName(NAME).shardToMerge(shardAt(lower)).adjacentShardToMerge(shardAt(upper)));
        awaitActive();
    }

    void scaleTo(int shards) {
        client.updateShardCount(
                request -> request.streamName(NAME).targetShardCount(shards).scalingType(ScalingType.UNIFORM_SCALING));
        awaitActive();
    }

    StreamReader read(StartingPosition start) {
        return StreamReader.open(clients, start);
    }

    /// The texts of the next records.
    static List<String> next(StreamReader reader, int count) throws InterruptedException {
        List<String> texts = new ArrayList<>();
        while (texts.size() < count) {
            StoredRecord record =
                    Objects.requireNonNull(reader.next(TIMEOUT), () -> "no record in time after " + texts);
            texts.add(new String(record.data(), UTF_8));
        }
        return texts;
    }

    @Override
    public void close() {
        clients.close();
        kinesis.close();
    }
}
