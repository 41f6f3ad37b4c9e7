package dev.tmctl.delivery;

import dev.tmctl.delivery.engine.PendingRecord;
import dev.tmctl.event.EventSize;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.KinesisTarget;
import io.cloudevents.CloudEvent;
import java.util.stream.Collectors;

/// Makes the records of events, and refuses before anything is sent what Kinesis could never store.
final class StreamRecords {
    private final KinesisTarget target;
    private final RecordLimit limit;

    StreamRecords(KinesisTarget target, RecordLimit limit) {
        this.target = target;
        this.limit = limit;
    }

    /// The record of an event; settled already when it can never be stored.
    PendingRecord of(CloudEvent event) {
        StreamRecord record;
        try {
            record = StreamRecord.of(event, target);
        } catch (InvalidInputException e) {
            String message = e.violations().stream().map(Object::toString).collect(Collectors.joining("; "));
            return failed(event, FailureKind.INVALID_EVENT, "InvalidEvent", message);
        }
        int size = record.sizeInBytes();
        int largest = limit.forRecordOf(size);
        if (size > largest) {
            return failed(
                    event,
                    FailureKind.TOO_LARGE,
                    "RecordTooLarge",
                    "the record has " + size + " bytes with its partition key; the stream takes " + largest);
        }
        return new PendingRecord(
                event, record.partitionKey().value(), record, size, Math.max(size, EventSize.of(event)));
    }

    private static PendingRecord failed(CloudEvent event, FailureKind kind, String code, String message) {
        return PendingRecord.failed(event, new Outcome.Failed(kind, code, message, null, 0));
    }
}
