package dev.tmctl.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.Record;

/// A stream of the largest records that there are, and requests up to their limits, to the byte.
class LargeRecordsTest {

    private static final int MIB = 1024 * 1024;
    private static final int LARGEST = 10 * MIB;

    private LocalKinesis kinesis;
    private KinesisClient client;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        kinesis = LocalKinesis.start(LocalKinesisConfig.in(directory));
        client = Clients.of(kinesis.endpoint());
        client.createStream(request -> request.streamName("s").shardCount(1).maxRecordSizeInKiB(10_240));
        Clients.awaitActive(client, "s");
    }

    @AfterEach
    void stop() {
        client.close();
        kinesis.close();
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private String put(String key, byte[] data) {
        return client.putRecord(
                        request -> request.streamName("s").partitionKey(key).data(SdkBytes.fromByteArrayUnsafe(data)))
                .sequenceNumber();
    }

    private PutRecordsResponse put(List<PutRecordsRequestEntry> entries) {
        return client.putRecords(request -> request.streamName("s").records(entries));
    }

    private static PutRecordsRequestEntry entry(String key, int size) {
        return PutRecordsRequestEntry.builder()
                .partitionKey(key)
                .data(SdkBytes.fromByteArrayUnsafe(noise(size)))
                .build();
    }

    private List<Record> stored() {
        return Clients.readAll(client, "s");
    }

    /// The key counts with its UTF-8 bytes.
    @ParameterizedTest
    @ValueSource(strings = {"k", "ключ", "😀"})
    void largestRecordComesBackAsItWas(String key) {
        byte[] data = noise(LARGEST - key.getBytes(UTF_8).length);
        String first = put(key, data);
        String second = put(key, data);
        List<Record> records = stored();
        assertThat(records).extracting(Record::sequenceNumber).containsExactly(first, second);
        assertThat(records).extracting(Record::partitionKey).containsOnly(key);
        for (Record record : records) {
            assertThat(record.data().asByteArrayUnsafe()).isEqualTo(data);
        }
        assertThatThrownBy(() -> put(key, noise(data.length + 1)))
                .isInstanceOfSatisfying(
                        InvalidArgumentException.class,
                        e -> assertThat(e.awsErrorDetails().errorMessage())
                                .isEqualTo(
                                        "Record size of 10485761 bytes, data and partition key, exceeds the maximum record "
                                                + "size of 10485760 bytes of stream s."));
        assertThat(stored()).hasSize(2);
    }

    @Test
    void dataAboveAllLimitsIsAViolation() {
        assertThatThrownBy(() -> put("k", noise(LARGEST + 1)))
                .isInstanceOfSatisfying(
                        KinesisException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
        assertThat(stored()).isEmpty();
    }

    @Test
    void limitMayBeLoweredAndWhatIsStoredStays() {
        put("k", noise(LARGEST - 1));
        String arn = client.describeStreamSummary(request -> request.streamName("s"))
                .streamDescriptionSummary()
                .streamARN();
        client.updateMaxRecordSize(request -> request.streamARN(arn).maxRecordSizeInKiB(1024));
        Clients.awaitActive(client, "s");
        assertThatThrownBy(() -> put("k", noise(MIB))).isInstanceOf(InvalidArgumentException.class);
        put("k", noise(MIB - 1));
        assertThat(stored())
                .extracting(record -> record.data().asByteArrayUnsafe().length)
                .containsExactly(LARGEST - 1, MIB - 1);
    }

    @Test
    void requestTakes10MebibytesToTheByteOrNothing() {
        assertThatThrownBy(() -> put(List.of(entry("a", 6 * MIB - 1), entry("b", 4 * MIB))))
                .isInstanceOfSatisfying(
                        InvalidArgumentException.class,
                        e -> assertThat(e.awsErrorDetails().errorMessage())
                                .isEqualTo("Records size exceeds 10 MiB limit"));
        assertThat(stored()).isEmpty();
        PutRecordsResponse answer = put(List.of(entry("a", 6 * MIB - 1), entry("b", 4 * MIB - 1)));
        assertThat(answer.failedRecordCount()).isZero();
        assertThat(stored())
                .extracting(Record::sequenceNumber)
                .containsExactlyElementsOf(answer.records().stream()
                        .map(PutRecordsResultEntry::sequenceNumber)
                        .toList());
    }

    @Test
    void requestTakes500RecordsOrNothing() {
        List<PutRecordsRequestEntry> entries = new ArrayList<>(Clients.entries(501, 10));
        assertThatThrownBy(() -> put(entries))
                .isInstanceOfSatisfying(
                        KinesisException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
        assertThatThrownBy(() -> put(List.of()))
                .isInstanceOfSatisfying(
                        KinesisException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
        assertThat(stored()).isEmpty();
        entries.removeLast();
        assertThat(put(entries).failedRecordCount()).isZero();
        assertThat(stored())
                .extracting(Record::partitionKey)
                .containsExactlyElementsOf(entries.stream()
                        .map(PutRecordsRequestEntry::partitionKey)
                        .toList());
    }

    /// One bad record refuses the request, and its neighbours are not stored either.
    @Test
    void requestWithOneRecordTooLargeStoresNothing() {
        assertThatThrownBy(() -> put(List.of(entry("a", 1), entry("b", LARGEST), entry("c", 1))))
                .isInstanceOf(InvalidArgumentException.class);
        assertThat(stored()).isEmpty();
    }
}
