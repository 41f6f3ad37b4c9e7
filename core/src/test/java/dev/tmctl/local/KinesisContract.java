package dev.tmctl.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamDescription;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/// What every Kinesis endpoint does, by AWS's API reference. Run against ours and against other emulators.
abstract class KinesisContract {

    private static final BigInteger KEYS = BigInteger.ONE.shiftLeft(128);

    private KinesisClient client = Clients.of(URI.create("http://127.0.0.1:1"));
    private String stream = "";

    abstract URI endpoint();

    /// Cases that the endpoint is known to fail, by method name, with what it does instead.
    Map<String, String> knownDeviations() {
        return Map.of();
    }

    @BeforeEach
    void openClient(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        String deviation = knownDeviations().get(name);
        Assumptions.assumeTrue(deviation == null, () -> "known deviation: " + deviation);
        client.close();
        client = Clients.of(endpoint());
        stream = "contract-" + UUID.randomUUID();
    }

    @AfterEach
    void closeClient() {
        client.close();
    }

    private void create(int shards) {
        Clients.createStream(client, stream, shards);
    }

    private PutRecordResponse put(String key, String data) {
        return client.putRecord(
                request -> request.streamName(stream).partitionKey(key).data(SdkBytes.fromUtf8String(data)));
    }

    private static BigInteger number(String decimal) {
        return new BigInteger(decimal);
    }

    private void assertCoversKeySpace(List<Shard> shards) {
        List<Shard> sorted = shards.stream()
                .sorted(Comparator.comparing(
                        shard -> number(shard.hashKeyRange().startingHashKey())))
                .toList();
        BigInteger next = BigInteger.ZERO;
        for (Shard shard : sorted) {
            assertThat(number(shard.hashKeyRange().startingHashKey())).isEqualTo(next);
            next = number(shard.hashKeyRange().endingHashKey()).add(BigInteger.ONE);
        }
        assertThat(next).isEqualTo(KEYS);
    }

    @Test
    void newStreamIsDescribed() {
        create(3);
        StreamDescription description =
                client.describeStream(request -> request.streamName(stream)).streamDescription();
        assertThat(description.streamStatus()).isEqualTo(StreamStatus.ACTIVE);
        assertThat(description.streamARN()).matches("arn:aws:kinesis:[a-z0-9-]+:\\d{12}:stream/" + stream);
        assertThat(description.retentionPeriodHours()).isEqualTo(24);
        assertThat(description.hasMoreShards()).isFalse();
        assertThat(description.shards())
                .extracting(Shard::shardId)
                .containsExactly("shardId-000000000000", "shardId-000000000001", "shardId-000000000002");
        assertCoversKeySpace(description.shards());
    }

    @Test
    void streamIsListedUntilDeleted() {
        create(1);
        assertThat(client.listStreams(request -> request.limit(1000)).streamNames())
                .contains(stream);
        client.deleteStream(request -> request.streamName(stream));
        Awaitility.await()
                .untilAsserted(() -> assertThatThrownBy(
                                () -> client.describeStreamSummary(request -> request.streamName(stream)))
                        .isInstanceOf(ResourceNotFoundException.class));
    }

    @Test
    void nameIsTakenOnce() {
        create(1);
        assertThatThrownBy(() -> client.createStream(
                        request -> request.streamName(stream).shardCount(1)))
                .isInstanceOf(ResourceInUseException.class)
                .hasMessageContaining(stream);
    }

    @Test
    void unknownStreamIsNotFound() {
        assertThatThrownBy(() -> put("k", "data"))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Stream " + stream + " under account 000000000000 not found.");
    }

    @Test
    void recordComesBackAsItWas() {
        create(1);
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        PutRecordResponse answer = client.putRecord(request ->
                request.streamName(stream).partitionKey("schlüssel-鍵-😀").data(SdkBytes.fromByteArray(bytes)));
        Record read = Clients.readShard(client, stream, answer.shardId()).getFirst();
        assertThat(read.data().asByteArray()).isEqualTo(bytes);
        assertThat(read.partitionKey()).isEqualTo("schlüssel-鍵-😀");
        assertThat(read.sequenceNumber()).isEqualTo(answer.sequenceNumber());
        assertThat(read.approximateArrivalTimestamp()).isNotNull();
    }

    @Test
    void partitionKeyGoesToTheShardOfItsMd5() throws Exception {
        create(4);
        List<Shard> shards = Clients.shards(client, stream);
        for (int i = 0; i < 20; i++) {
            String key = "key-" + i;
            BigInteger hash =
                    new BigInteger(1, MessageDigest.getInstance("MD5").digest(key.getBytes(StandardCharsets.UTF_8)));
            String expected = shards.stream()
                    .filter(shard -> number(shard.hashKeyRange().startingHashKey())
                                            .compareTo(hash)
                                    <= 0
                            && number(shard.hashKeyRange().endingHashKey()).compareTo(hash) >= 0)
                    .findFirst()
                    .orElseThrow()
                    .shardId();
            assertThat(put(key, "data").shardId()).isEqualTo(expected);
        }
    }

    @Test
    void explicitHashKeyWins() {
        create(2);
        String last = KEYS.subtract(BigInteger.ONE).toString();
        for (String key : List.of("a", "b", "c", "d")) {
            assertThat(client.putRecord(request -> request.streamName(stream)
                                    .partitionKey(key)
                                    .explicitHashKey(last)
                                    .data(SdkBytes.fromUtf8String("data")))
                            .shardId())
                    .isEqualTo("shardId-000000000001");
        }
    }

    @Test
    void hashKeyAboveTheKeySpaceIsRefused() {
        create(1);
        assertThatThrownBy(() -> client.putRecord(request -> request.streamName(stream)
                        .partitionKey("k")
                        .explicitHashKey(KEYS.toString())
                        .data(SdkBytes.fromUtf8String("data"))))
                .isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void sequenceNumbersGrow() {
        create(1);
        BigInteger before = number(
                Clients.shards(client, stream).getFirst().sequenceNumberRange().startingSequenceNumber());
        for (int i = 0; i < 50; i++) {
            BigInteger next = number(put("k", "data").sequenceNumber());
            assertThat(next).isGreaterThan(before);
            before = next;
        }
    }

    @Test
    void putRecordsAnswersEachRecord() {
        create(3);
        PutRecordsResponse answer =
                client.putRecords(request -> request.streamName(stream).records(Clients.entries(500, 100)));
        assertThat(answer.failedRecordCount()).isZero();
        assertThat(answer.records())
                .hasSize(500)
                .allSatisfy(record -> assertThat(record.sequenceNumber()).isNotNull());
        assertThat(Clients.readAll(client, stream)).hasSize(500);
    }

    @Test
    void moreThan500RecordsAreRefused() {
        create(1);
        assertThatThrownBy(() ->
                        client.putRecords(request -> request.streamName(stream).records(Clients.entries(501, 1))))
                .isInstanceOfSatisfying(KinesisException.class, error -> {
                    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
                    assertThat(error.getMessage()).contains("Member must have length less than or equal to 500");
                });
    }

    @Test
    void emptyPartitionKeyIsRefused() {
        create(1);
        assertThatThrownBy(() -> put("", "data"))
                .isInstanceOfSatisfying(
                        KinesisException.class,
                        error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
    }

    @Test
    void recordOfOneMebibyteIsTaken() {
        create(1);
        client.putRecord(request ->
                request.streamName(stream).partitionKey("k").data(SdkBytes.fromByteArray(new byte[1024 * 1024 - 1])));
        assertThat(Clients.readAll(client, stream)).hasSize(1);
    }

    @Test
    void recordAboveOneMebibyteIsRefused() {
        create(1);
        assertThatThrownBy(() -> client.putRecord(request -> request.streamName(stream)
                        .partitionKey("k")
                        .data(SdkBytes.fromByteArray(new byte[1024 * 1024 + 1]))))
                .isInstanceOf(KinesisException.class)
                .satisfies(error ->
                        assertThat(((KinesisException) error).statusCode()).isEqualTo(400));
    }

    @Test
    void partitionKeyCountsAsRecordSize() {
        create(1);
        assertThatThrownBy(() -> client.putRecord(request -> request.streamName(stream)
                        .partitionKey("key")
                        .data(SdkBytes.fromByteArray(new byte[1024 * 1024]))))
                .isInstanceOf(KinesisException.class)
                .satisfies(error ->
                        assertThat(((KinesisException) error).statusCode()).isEqualTo(400));
    }

    @Test
    void iteratorsStartWhereTheirTypeSays() {
        create(1);
        PutRecordResponse first = put("k", "1");
        String second = put("k", "2").sequenceNumber();
        String shard = first.shardId();
        assertThat(read(Clients.iterator(client, stream, shard, ShardIteratorType.TRIM_HORIZON)))
                .containsExactly("1", "2");
        assertThat(read(from(shard, ShardIteratorType.AT_SEQUENCE_NUMBER, second)))
                .containsExactly("2");
        assertThat(read(from(shard, ShardIteratorType.AFTER_SEQUENCE_NUMBER, first.sequenceNumber())))
                .containsExactly("2");
        assertThat(read(from(shard, ShardIteratorType.AFTER_SEQUENCE_NUMBER, second)))
                .isEmpty();
        String latest = Clients.iterator(client, stream, shard, ShardIteratorType.LATEST);
        put("k", "3");
        assertThat(read(latest)).containsExactly("3");
    }

    private String from(String shard, ShardIteratorType type, String sequenceNumber) {
        return client.getShardIterator(request -> request.streamName(stream)
                        .shardId(shard)
                        .shardIteratorType(type)
                        .startingSequenceNumber(sequenceNumber))
                .shardIterator();
    }

    private List<String> read(String iterator) {
        return client.getRecords(request -> request.shardIterator(iterator)).records().stream()
                .map(record -> record.data().asUtf8String())
                .toList();
    }

    @Test
    void limitBoundsAPageAndTheNextOneGoesOn() {
        create(1);
        for (int i = 0; i < 5; i++) {
            put("k", "record-" + i);
        }
        String start = Clients.iterator(client, stream, "shardId-000000000000", ShardIteratorType.TRIM_HORIZON);
        GetRecordsResponse page =
                client.getRecords(request -> request.shardIterator(start).limit(2));
        assertThat(page.records()).hasSize(2);
        assertThat(read(page.nextShardIterator())).containsExactly("record-2", "record-3", "record-4");
    }

    @Test
    void garbageIsNoIterator() {
        create(1);
        assertThatThrownBy(() -> client.getRecords(request -> request.shardIterator("AAAA")))
                .isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void splitClosesTheShardAndNamesItsChildren() {
        create(1);
        put("k", "before");
        client.splitShard(request -> request.streamName(stream)
                .shardToSplit("shardId-000000000000")
                .newStartingHashKey(KEYS.shiftRight(1).toString()));
        Clients.awaitActive(client, stream);
        List<Shard> shards = Clients.shards(client, stream);
        assertThat(shards).hasSize(3);
        assertThat(shards.getFirst().sequenceNumberRange().endingSequenceNumber())
                .isNotNull();
        assertThat(shards.subList(1, 3)).allSatisfy(child -> {
            assertThat(child.parentShardId()).isEqualTo("shardId-000000000000");
            assertThat(number(child.sequenceNumberRange().startingSequenceNumber()))
                    .isGreaterThan(
                            number(shards.getFirst().sequenceNumberRange().startingSequenceNumber()));
        });
        assertCoversKeySpace(shards.subList(1, 3));
        assertThat(Clients.readShard(client, stream, "shardId-000000000000")).hasSize(1);
    }

    @Test
    void closedShardEndsWithItsChildShards() {
        create(1);
        put("k", "before");
        client.splitShard(request -> request.streamName(stream)
                .shardToSplit("shardId-000000000000")
                .newStartingHashKey(KEYS.shiftRight(1).toString()));
        Clients.awaitActive(client, stream);
        String iterator = Clients.iterator(client, stream, "shardId-000000000000", ShardIteratorType.TRIM_HORIZON);
        GetRecordsResponse answer = client.getRecords(request -> request.shardIterator(iterator));
        while (answer.nextShardIterator() != null) {
            String next = answer.nextShardIterator();
            answer = client.getRecords(request -> request.shardIterator(next));
        }
        assertThat(answer.childShards())
                .extracting(child -> child.shardId())
                .containsExactlyInAnyOrder("shardId-000000000001", "shardId-000000000002");
    }

    @Test
    void mergeJoinsNeighbours() {
        create(2);
        client.mergeShards(request -> request.streamName(stream)
                .shardToMerge("shardId-000000000000")
                .adjacentShardToMerge("shardId-000000000001"));
        Clients.awaitActive(client, stream);
        Shard child = Clients.shards(client, stream).getLast();
        assertThat(child.shardId()).isEqualTo("shardId-000000000002");
        assertThat(List.of(child.parentShardId(), child.adjacentParentShardId()))
                .containsExactlyInAnyOrder("shardId-000000000000", "shardId-000000000001");
        assertCoversKeySpace(List.of(child));
    }

    @Test
    void updateShardCountCoversTheKeySpace() {
        create(2);
        client.updateShardCount(
                request -> request.streamName(stream).targetShardCount(3).scalingType(ScalingType.UNIFORM_SCALING));
        Clients.awaitActive(client, stream);
        List<Shard> open = Clients.shards(client, stream).stream()
                .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                .toList();
        assertThat(open).hasSize(3);
        assertCoversKeySpace(open);
        assertThat(client.listShards(request -> request.streamName(stream)
                                .shardFilter(filter -> filter.type(ShardFilterType.AT_LATEST)))
                        .shards())
                .hasSize(3);
    }

    @Test
    void shardsAreListedInPages() {
        create(5);
        ListShardsResponse first =
                client.listShards(request -> request.streamName(stream).maxResults(3));
        assertThat(first.shards()).hasSize(3);
        ListShardsResponse second = client.listShards(request -> request.nextToken(first.nextToken()));
        assertThat(second.shards()).hasSize(2);
        assertThat(second.nextToken()).isNull();
    }

    @Test
    void streamIsFoundByItsArn() {
        create(1);
        String arn = client.describeStreamSummary(request -> request.streamName(stream))
                .streamDescriptionSummary()
                .streamARN();
        client.putRecord(request -> request.streamARN(arn).partitionKey("k").data(SdkBytes.fromUtf8String("data")));
        assertThat(client.describeStream(request -> request.streamARN(arn))
                        .streamDescription()
                        .streamName())
                .isEqualTo(stream);
    }

    @Test
    void retentionCanBeChanged() {
        create(1);
        client.increaseStreamRetentionPeriod(
                request -> request.streamName(stream).retentionPeriodHours(48));
        assertThat(retention()).isEqualTo(48);
        client.decreaseStreamRetentionPeriod(
                request -> request.streamName(stream).retentionPeriodHours(24));
        assertThat(retention()).isEqualTo(24);
        assertThatThrownBy(() -> client.increaseStreamRetentionPeriod(
                        request -> request.streamName(stream).retentionPeriodHours(8761)))
                .isInstanceOf(InvalidArgumentException.class);
    }

    private int retention() {
        return client.describeStreamSummary(request -> request.streamName(stream))
                .streamDescriptionSummary()
                .retentionPeriodHours();
    }

    @Test
    void tagsAreKept() {
        create(1);
        client.addTagsToStream(request -> request.streamName(stream).tags(Map.of("a", "1", "b", "2")));
        client.removeTagsFromStream(request -> request.streamName(stream).tagKeys("a"));
        assertThat(client.listTagsForStream(request -> request.streamName(stream))
                        .tags())
                .singleElement()
                .satisfies(tag -> assertThat(tag.key() + "=" + tag.value()).isEqualTo("b=2"));
    }
}
