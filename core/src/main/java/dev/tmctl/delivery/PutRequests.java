package dev.tmctl.delivery;

import dev.tmctl.target.StreamArn;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/// Makes one Kinesis request of some records and tells each record how it fared.
///
/// A single record goes by PutRecord, so that a policy which allows only that is enough for single events.
final class PutRequests {
    /// PutRecords takes this many records.
    static final int MAX_RECORDS = 500;

    /// PutRecords takes this many bytes, partition keys counted; streams that were never asked for large
    /// records
    /// may still hold to the older 5 MiB.
    static final int MAX_BYTES = 5 * 1024 * 1024;

    private final KinesisClient client;
    private final StreamArn stream;

    PutRequests(KinesisClient client, StreamArn stream) {
        this.client = client;
        this.stream = stream;
    }

    /// Cuts records, in order, into what one request may hold. A record over the byte limit goes alone.
    static List<List<PendingRecord>> batches(List<PendingRecord> records) {
        List<List<PendingRecord>> batches = new ArrayList<>();
        List<PendingRecord> batch = new ArrayList<>();
        int bytes = 0;
        for (PendingRecord record : records) {
            int size = record.record().sizeInBytes();
            if (!batch.isEmpty() && (batch.size() == MAX_RECORDS || bytes + size > MAX_BYTES)) {
                batches.add(batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(record);
            bytes += size;
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    /// Sends a batch. One bad record must not fail its neighbours: when AWS rejects a request for what is in
    /// it, the
    /// records are sent in halves until the culprit stands alone.
    void send(List<PendingRecord> batch) {
        int attempts = 0;
        for (PendingRecord record : batch) {
            attempts = record.attempt();
        }
        try {
            if (batch.size() == 1) {
                putRecord(batch.getFirst());
            } else {
                putRecords(batch);
            }
        } catch (SdkException | dev.tmctl.aws.MissingCredentialsException e) {
            Outcome.Failed failure = AwsFailures.of(e, attempts);
            if (batch.size() > 1 && rejectsContent(failure)) {
                int middle = batch.size() / 2;
                send(batch.subList(0, middle));
                send(batch.subList(middle, batch.size()));
            } else {
                batch.forEach(record -> record.fail(failure));
            }
        }
    }

    private static boolean rejectsContent(Outcome.Failed failure) {
        return failure.kind() == FailureKind.TOO_LARGE
                || failure.code().equals("InvalidArgumentException")
                || failure.code().equals("ValidationException")
                || failure.code().equals("SerializationException");
    }

    private void putRecord(PendingRecord record) {
        PutRecordResponse answer = client.putRecord(r -> r.streamName(stream.streamName())
                .streamARN(stream.toString())
                .partitionKey(record.record().partitionKey().value())
                .data(record.record().data()));
        if (answer.sequenceNumber() == null || answer.shardId() == null) {
            record.fail(notKinesis());
        } else {
            record.acknowledge(new Outcome.Delivered(
                    answer.shardId(), answer.sequenceNumber(), encryption(answer.encryptionType())));
        }
    }

    private void putRecords(List<PendingRecord> batch) {
        List<PutRecordsRequestEntry> entries = batch.stream()
                .map(record -> PutRecordsRequestEntry.builder()
                        .data(record.record().data())
                        .partitionKey(record.record().partitionKey().value())
                        .build())
                .toList();
        PutRecordsResponse answer = client.putRecords(r ->
                r.streamName(stream.streamName()).streamARN(stream.toString()).records(entries));
        if (!answer.hasRecords() || answer.records().size() != batch.size()) {
            // Never guess which record an answer belongs to.
            batch.forEach(record -> record.fail(notKinesis()));
            return;
        }
        String requestId = answer.responseMetadata().requestId();
        String encryption = encryption(answer.encryptionType());
        for (int i = 0; i < batch.size(); i++) {
            PutRecordsResultEntry result = answer.records().get(i);
            PendingRecord record = batch.get(i);
            if (result.sequenceNumber() != null && result.shardId() != null) {
                record.acknowledge(new Outcome.Delivered(result.shardId(), result.sequenceNumber(), encryption));
            } else {
                String code = result.errorCode() == null ? "InternalFailure" : result.errorCode();
                record.fail(AwsFailures.ofRecord(code, result.errorMessage(), requestId, 1));
            }
        }
    }

    private static Outcome.Failed notKinesis() {
        return new Outcome.Failed(
                FailureKind.UNREACHABLE,
                "UnexpectedAnswer",
                "the endpoint answered 200 with something that is not Kinesis' answer",
                null,
                1);
    }

    private static String encryption(EncryptionType type) {
        return type == EncryptionType.KMS ? "KMS" : "NONE";
    }
}
