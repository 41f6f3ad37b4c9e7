package dev.tmctl.delivery;

import dev.tmctl.delivery.engine.PendingRecord;
import dev.tmctl.target.StreamArn;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/// PutRecord and PutRecords, and what their answers say of each record.
final class PutCalls {
    private static final Outcome.Failed NOT_KINESIS = new Outcome.Failed(
            FailureKind.UNREACHABLE,
            "UnexpectedAnswer",
            "the endpoint answered 200 with something that is not Kinesis' answer",
            null,
            1);

    private final KinesisClient client;
    private final StreamArn stream;

    PutCalls(KinesisClient client, StreamArn stream) {
        this.client = client;
        this.stream = stream;
    }

    /// One record by PutRecord; the list has one outcome.
    List<Outcome> putRecord(PendingRecord pending) {
        StreamRecord record = pending.content(StreamRecord.class);
        PutRecordResponse answer = client.putRecord(r -> r.streamName(stream.streamName())
                .streamARN(stream.toString())
                .partitionKey(record.partitionKey().value())
                .data(record.data()));
        if (answer.sequenceNumber() == null || answer.shardId() == null) {
            return List.of(NOT_KINESIS);
        }
        return List.of(
                new Outcome.Delivered(answer.shardId(), answer.sequenceNumber(), encryption(answer.encryptionType())));
    }

    /// Several records by PutRecords.
    List<Outcome> putRecords(List<PendingRecord> batch) {
        List<PutRecordsRequestEntry> entries = new ArrayList<>(batch.size());
        for (PendingRecord pending : batch) {
            StreamRecord record = pending.content(StreamRecord.class);
            entries.add(PutRecordsRequestEntry.builder()
                    .data(record.data())
                    .partitionKey(record.partitionKey().value())
                    .build());
        }
        PutRecordsResponse answer = client.putRecords(r ->
                r.streamName(stream.streamName()).streamARN(stream.toString()).records(entries));
        List<Outcome> outcomes = new ArrayList<>(batch.size());
        if (!answer.hasRecords() || answer.records().size() != batch.size()) {
            // Never guess which record an answer belongs to.
            batch.forEach(record -> outcomes.add(NOT_KINESIS));
            return outcomes;
        }
        String requestId = answer.responseMetadata().requestId();
        String encryption = encryption(answer.encryptionType());
        for (PutRecordsResultEntry result : answer.records()) {
            if (result.sequenceNumber() != null && result.shardId() != null) {
                outcomes.add(new Outcome.Delivered(result.shardId(), result.sequenceNumber(), encryption));
            } else {
                String code = result.errorCode() == null ? "InternalFailure" : result.errorCode();
                outcomes.add(AwsFailures.ofRecord(code, result.errorMessage(), requestId));
            }
        }
        return outcomes;
    }

    private static String encryption(EncryptionType type) {
        return type == EncryptionType.KMS ? "KMS" : "NONE";
    }
}
