package dev.tmctl.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/// What every Kinesis endpoint does, by AWS's API reference. Run against ours and against other emulators.
abstract class KinesisContract extends StreamContract {

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
}
