package dev.tmctl.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

/// What only our endpoint does, or what needs its clock.
class LocalKinesisTest {

    private static final String SHARD = "shardId-000000000000";

    private final ManualClock clock = new ManualClock();

    @TempDir
    private Path directory;

    private LocalKinesis kinesis;
    private KinesisClient client;

    @BeforeEach
    void start() throws IOException {
        start(false);
    }

    private void start(boolean enforceLimits) throws IOException {
        kinesis = LocalKinesis.start(
                LocalKinesisConfig.in(directory).withClock(clock).withEnforceLimits(enforceLimits));
        client = Clients.of(kinesis.endpoint());
    }

    @AfterEach
    void stop() {
        client.close();
        kinesis.close();
    }

    private void restart(boolean enforceLimits) throws IOException {
        stop();
        start(enforceLimits);
    }

    private PutRecordResponse put(String data) {
        return client.putRecord(
                request -> request.streamName("s").partitionKey("k").data(SdkBytes.fromUtf8String(data)));
    }

    @Test
    void streamsAndRecordsSurviveARestart() throws IOException {
        Clients.createStream(client, "s", 2);
        put("one");
        client.updateShardCount(
                request -> request.streamName("s").targetShardCount(3).scalingType(ScalingType.UNIFORM_SCALING));
        List<Shard> shards = Clients.shards(client, "s");
        restart(false);
        assertThat(Clients.shards(client, "s")).isEqualTo(shards);
        put("two");
        assertThat(Clients.readAll(client, "s"))
                .extracting(record -> record.data().asUtf8String())
                .containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void directoryIsForOneProcess() {
        assertThatThrownBy(() -> LocalKinesis.start(LocalKinesisConfig.in(directory)))
                .isInstanceOf(IOException.class)
                .hasMessage("the data directory " + directory + " is in use by another local Kinesis");
        assertThatThrownBy(() -> LocalKinesis.reset(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("in use");
    }

    @Test
    void portIsTakenOnce(@TempDir Path other) {
        assertThatThrownBy(() -> LocalKinesis.start(LocalKinesisConfig.in(other).withPort(kinesis.port())))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot listen on 127.0.0.1:" + kinesis.port() + ": the port is in use");
        assertThat(other.resolve("lock")).exists();
    }

    @Test
    void resetDeletesEverything() throws IOException {
        Clients.createStream(client, "s", 1);
        put("one");
        stop();
        LocalKinesis.reset(directory);
        start(false);
        assertThat(client.listStreams().streamNames()).isEmpty();
        Clients.createStream(client, "s", 1);
        assertThat(Clients.readAll(client, "s")).isEmpty();
    }

    @Test
    void filesAreForTheirOwnerOnly() throws IOException {
        Clients.createStream(client, "s", 1);
        put("one");
        try (Stream<Path> files = Files.walk(directory.resolve("streams"))) {
            for (Path file : files.toList()) {
                String expected = Files.isDirectory(file) ? "rwx------" : "rw-------";
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo(expected);
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("metadata.mv"))))
                .isEqualTo("rw-------");
    }

    @Test
    void expiredRecordsAreNeitherReturnedNorKept() throws IOException {
        Clients.createStream(client, "s", 1);
        put("old");
        clock.advance(Duration.ofHours(23));
        put("new");
        clock.advance(Duration.ofMinutes(61));
        assertThat(Clients.readAll(client, "s"))
                .extracting(record -> record.data().asUtf8String())
                .containsExactly("new");
        kinesis.expireNow();
        try (Stream<Path> files = Files.walk(directory.resolve("streams"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(1);
        }
        clock.advance(Duration.ofHours(24));
        kinesis.expireNow();
        assertThat(Clients.readAll(client, "s")).isEmpty();
        put("next");
        assertThat(Clients.readAll(client, "s")).hasSize(1);
    }

    @Test
    void longerRetentionKeepsRecords() {
        Clients.createStream(client, "s", 1);
        client.increaseStreamRetentionPeriod(request -> request.streamName("s").retentionPeriodHours(72));
        put("old");
        clock.advance(Duration.ofHours(71));
        kinesis.expireNow();
        assertThat(Clients.readAll(client, "s")).hasSize(1);
    }

    @Test
    void closedShardsExpireWithTheirRecords() {
        Clients.createStream(client, "s", 1);
        client.updateShardCount(
                request -> request.streamName("s").targetShardCount(2).scalingType(ScalingType.UNIFORM_SCALING));
        assertThat(Clients.shards(client, "s")).hasSize(3);
        clock.advance(Duration.ofHours(25));
        assertThat(Clients.shards(client, "s")).hasSize(2);
        kinesis.expireNow();
        assertThat(Clients.shards(client, "s"))
                .extracting(Shard::shardId)
                .containsExactly("shardId-000000000001", "shardId-000000000002");
    }

    @Test
    void iteratorsExpireAfterFiveMinutes() {
        Clients.createStream(client, "s", 1);
        String iterator = Clients.iterator(client, "s", SHARD, ShardIteratorType.TRIM_HORIZON);
        clock.advance(Duration.ofMinutes(5));
        client.getRecords(request -> request.shardIterator(iterator));
        clock.advance(Duration.ofMillis(1));
        assertThatThrownBy(() -> client.getRecords(request -> request.shardIterator(iterator)))
                .isInstanceOf(ExpiredIteratorException.class)
                .hasMessageContaining("300000 milliseconds");
    }

    @Test
    void timestampIteratorStartsAtTheTime() {
        Clients.createStream(client, "s", 1);
        put("before");
        clock.advance(Duration.ofSeconds(10));
        put("at");
        String iterator = client.getShardIterator(request -> request.streamName("s")
                        .shardId(SHARD)
                        .shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
                        .timestamp(clock.instant()))
                .shardIterator();
        assertThat(client.getRecords(request -> request.shardIterator(iterator)).records())
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.data().asUtf8String()).isEqualTo("at");
                    assertThat(record.approximateArrivalTimestamp()).isEqualTo(clock.instant());
                });
        assertThatThrownBy(() -> client.getShardIterator(request -> request.streamName("s")
                        .shardId(SHARD)
                        .shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
                        .timestamp(clock.instant().plusSeconds(1))))
                .isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void behindLatestIsTheAgeOfTheLastRecordRead() {
        Clients.createStream(client, "s", 1);
        put("one");
        put("two");
        clock.advance(Duration.ofSeconds(90));
        String iterator = Clients.iterator(client, "s", SHARD, ShardIteratorType.TRIM_HORIZON);
        assertThat(client.getRecords(request -> request.shardIterator(iterator).limit(1))
                        .millisBehindLatest())
                .isEqualTo(90_000);
        assertThat(client.getRecords(request -> request.shardIterator(iterator)).millisBehindLatest())
                .isZero();
    }

    @Test
    void shardTakes1000RecordsASecond() throws IOException {
        restart(true);
        Clients.createStream(client, "s", 1);
        for (int i = 0; i < 2; i++) {
            assertThat(client.putRecords(request -> request.streamName("s").records(Clients.entries(500, 1)))
                            .failedRecordCount())
                    .isZero();
        }
        PutRecordsResponse throttled =
                client.putRecords(request -> request.streamName("s").records(Clients.entries(2, 1)));
        assertThat(throttled.failedRecordCount()).isEqualTo(2);
        assertThat(throttled.records()).allSatisfy(record -> {
            assertThat(record.errorCode()).isEqualTo("ProvisionedThroughputExceededException");
            assertThat(record.errorMessage())
                    .isEqualTo("Rate exceeded for shard " + SHARD + " in stream s under account 000000000000.");
            assertThat(record.sequenceNumber()).isNull();
        });
        assertThatThrownBy(() -> put("one")).isInstanceOf(ProvisionedThroughputExceededException.class);
        clock.advance(Duration.ofSeconds(1));
        put("one");
    }

    @Test
    void shardTakesOneMebibyteASecond() throws IOException {
        restart(true);
        Clients.createStream(client, "s", 1);
        PutRecordsResponse answer =
                client.putRecords(request -> request.streamName("s").records(Clients.entries(3, 500_000)));
        assertThat(answer.failedRecordCount()).isEqualTo(1);
        assertThat(answer.records().getLast().errorCode()).isEqualTo("ProvisionedThroughputExceededException");
        assertThat(Clients.readAll(client, "s")).hasSize(2);
    }

    @Test
    void shardIsReadFiveTimesASecond() throws IOException {
        restart(true);
        Clients.createStream(client, "s", 1);
        String iterator = Clients.iterator(client, "s", SHARD, ShardIteratorType.LATEST);
        for (int i = 0; i < 5; i++) {
            client.getRecords(request -> request.shardIterator(iterator));
        }
        assertThatThrownBy(() -> client.getRecords(request -> request.shardIterator(iterator)))
                .isInstanceOf(ProvisionedThroughputExceededException.class);
        clock.advance(Duration.ofMillis(200));
        client.getRecords(request -> request.shardIterator(iterator));
    }

    @Test
    void largeReadIsPaidByThoseAfterIt() throws IOException {
        Clients.createStream(client, "s", 1);
        for (int i = 0; i < 6; i++) {
            client.putRecord(request ->
                    request.streamName("s").partitionKey("k").data(SdkBytes.fromByteArray(new byte[1_000_000])));
        }
        restart(true);
        String iterator = Clients.iterator(client, "s", SHARD, ShardIteratorType.TRIM_HORIZON);
        assertThat(client.getRecords(request -> request.shardIterator(iterator)).records())
                .hasSize(6);
        clock.advance(Duration.ofSeconds(1));
        assertThatThrownBy(() -> client.getRecords(request -> request.shardIterator(iterator)))
                .isInstanceOf(ProvisionedThroughputExceededException.class);
        clock.advance(Duration.ofSeconds(2));
        client.getRecords(request -> request.shardIterator(iterator).limit(1));
    }

    @Test
    void readReturnsAtMost10Mebibytes() {
        Clients.createStream(client, "s", 1);
        for (int i = 0; i < 11; i++) {
            client.putRecord(request ->
                    request.streamName("s").partitionKey("k").data(SdkBytes.fromByteArray(new byte[1_048_000])));
        }
        String iterator = Clients.iterator(client, "s", SHARD, ShardIteratorType.TRIM_HORIZON);
        assertThat(client.getRecords(request -> request.shardIterator(iterator)).records())
                .hasSize(10);
        assertThat(Clients.readAll(client, "s")).hasSize(11);
    }

    @Test
    void streamsCanTakeLargerRecords() {
        client.createStream(request -> request.streamName("s").shardCount(1).maxRecordSizeInKiB(2048));
        assertThat(client.describeStreamSummary(request -> request.streamName("s"))
                        .streamDescriptionSummary()
                        .maxRecordSizeInKiB())
                .isEqualTo(2048);
        client.putRecord(request ->
                request.streamName("s").partitionKey("k").data(SdkBytes.fromByteArray(new byte[2 * 1024 * 1024 - 1])));
        assertThatThrownBy(() -> client.putRecord(request -> request.streamName("s")
                        .partitionKey("k")
                        .data(SdkBytes.fromByteArray(new byte[2 * 1024 * 1024]))))
                .isInstanceOf(InvalidArgumentException.class);
        String arn = "arn:aws-cn:kinesis:cn-north-1:123456789012:stream/s";
        client.updateMaxRecordSize(request -> request.streamARN(arn).maxRecordSizeInKiB(10_240));
        client.putRecord(request ->
                request.streamARN(arn).partitionKey("k").data(SdkBytes.fromByteArray(new byte[10 * 1024 * 1024 - 1])));
        assertThat(Clients.readAll(client, "s")).hasSize(2);
    }

    @Test
    void requestTakes10Mebibytes() {
        Clients.createStream(client, "s", 1);
        client.putRecords(request -> request.streamName("s").records(Clients.entries(10, 1_048_000)));
        assertThatThrownBy(() ->
                        client.putRecords(request -> request.streamName("s").records(Clients.entries(11, 1_000_000))))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("10 MiB");
    }

    @Test
    void nameAndArnMustAgree() {
        Clients.createStream(client, "s", 1);
        assertThatThrownBy(() -> client.describeStream(request ->
                        request.streamName("s").streamARN("arn:aws:kinesis:us-east-1:000000000000:stream/other")))
                .isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> client.describeStream(
                        request -> request.streamARN("arn:aws:kinesis:us-east-1:000000000000:stream/s/consumer/c:1")))
                .isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> client.describeStream(request -> {})).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void onDemandStreamHasFourShardsAndScalesItself() {
        client.createStream(
                request -> request.streamName("s").streamModeDetails(mode -> mode.streamMode(StreamMode.ON_DEMAND)));
        assertThat(Clients.shards(client, "s")).hasSize(4);
        assertThatThrownBy(() -> client.updateShardCount(request ->
                        request.streamName("s").targetShardCount(8).scalingType(ScalingType.UNIFORM_SCALING)))
                .isInstanceOf(ValidationException.class);
    }

    @Test
    void scalingIsBoundedByHalfAndDouble() {
        Clients.createStream(client, "s", 4);
        for (int target : new int[] {1, 9}) {
            assertThatThrownBy(() -> client.updateShardCount(request ->
                            request.streamName("s").targetShardCount(target).scalingType(ScalingType.UNIFORM_SCALING)))
                    .isInstanceOf(InvalidArgumentException.class);
        }
    }

    @Test
    void violationsAreReportedTogetherInAwsWords() {
        assertThatThrownBy(() -> client.createStream(
                        request -> request.streamName("no spaces").shardCount(0)))
                .isInstanceOfSatisfying(
                        KinesisException.class,
                        error -> assertThat(error.awsErrorDetails().errorMessage())
                                .isEqualTo(
                                        "2 validation errors detected: Value 'no spaces' at 'streamName' failed to satisfy"
                                                + " constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+;"
                                                + " Value '0' at 'shardCount' failed to satisfy constraint:"
                                                + " Member must have value greater than or equal to 1"));
    }

    @Test
    void shardFiltersShowWhatWasOpen() {
        Clients.createStream(client, "s", 1);
        clock.advance(Duration.ofMinutes(1));
        client.updateShardCount(
                request -> request.streamName("s").targetShardCount(2).scalingType(ScalingType.UNIFORM_SCALING));
        clock.advance(Duration.ofMinutes(1));
        assertThat(filtered(ShardFilterType.AT_LATEST)).containsExactly(1, 2);
        assertThat(filtered(ShardFilterType.AT_TRIM_HORIZON)).containsExactly(0);
        assertThat(filtered(ShardFilterType.FROM_TRIM_HORIZON)).containsExactly(0, 1, 2);
        assertThat(client.listShards(request -> request.streamName("s")
                                .shardFilter(filter -> filter.type(ShardFilterType.AFTER_SHARD_ID)
                                        .shardId("shardId-000000000001")))
                        .shards())
                .hasSize(1);
        assertThat(client.listShards(request -> request.streamName("s")
                                .shardFilter(filter -> filter.type(ShardFilterType.AT_TIMESTAMP)
                                        .timestamp(clock.instant())))
                        .shards())
                .hasSize(2);
        assertThat(client.listShards(request -> request.streamName("s")
                                .shardFilter(filter -> filter.type(ShardFilterType.FROM_TIMESTAMP)
                                        .timestamp(clock.instant().minusSeconds(90))))
                        .shards())
                .hasSize(3);
    }

    private List<Integer> filtered(ShardFilterType type) {
        return client
                .listShards(request -> request.streamName("s").shardFilter(filter -> filter.type(type)))
                .shards()
                .stream()
                .map(shard -> Integer.valueOf(shard.shardId().substring("shardId-".length())))
                .toList();
    }

    @Test
    void orderingNumberIsALowerBound() {
        Clients.createStream(client, "s", 1);
        String first = put("one").sequenceNumber();
        String second = client.putRecord(request -> request.streamName("s")
                        .partitionKey("k")
                        .sequenceNumberForOrdering(first)
                        .data(SdkBytes.fromUtf8String("two")))
                .sequenceNumber();
        assertThat(second).isGreaterThan(first);
        assertThatThrownBy(() -> client.putRecord(request -> request.streamName("s")
                        .partitionKey("k")
                        .sequenceNumberForOrdering("123")
                        .data(SdkBytes.fromUtf8String("three"))))
                .isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void deletedStreamTakesItsIteratorsAndFilesAlong() throws IOException {
        Clients.createStream(client, "s", 1);
        put("one");
        String iterator = Clients.iterator(client, "s", SHARD, ShardIteratorType.TRIM_HORIZON);
        client.deleteStream(request -> request.streamName("s"));
        Clients.createStream(client, "s", 1);
        assertThatThrownBy(() -> client.getRecords(request -> request.shardIterator(iterator)))
                .isInstanceOf(ResourceNotFoundException.class);
        try (Stream<Path> files = Files.walk(directory.resolve("streams"))) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }
}
