package dev.tmctl.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/// The limits of shards, requests and records.
class LimitsTest extends LocalKinesisFixture {

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
}
