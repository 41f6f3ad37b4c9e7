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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

/// What only our endpoint does, or what needs its clock.
class LocalKinesisTest extends LocalKinesisFixture {

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
