package dev.tmctl.delivery;

import dev.tmctl.delivery.engine.PendingRecord;
import dev.tmctl.event.EventSize;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.KinesisTarget;
import io.cloudevents.CloudEvent;

/// Makes the records of events, and refuses before anything is sent what Kinesis could never store.
final class StreamRecords {
    private final KinesisTarget target;
    private final RecordLimit limit;

    StreamRecords(KinesisTarget target, RecordLimit limit) {
        this.target = target;
        this.limit = limit;
    }

    /// The record of an event; settled already when it is too large.
    ///
    /// @throws InvalidInputException when no record can be made of it
    PendingRecord of(CloudEvent event) {
        StreamRecord record = StreamRecord.of(event, target);
        int size = record.sizeInBytes();
        int largest = limit.forRecordOf(size);
        if (size > largest) {
            String message = "the record has " + size + " bytes with its partition key; the stream takes " + largest;
            return PendingRecord.failed(
                    event, new Outcome.Failed(FailureKind.TOO_LARGE, "RecordTooLarge", message, null, 0));
        }
        return new PendingRecord(
                event, record.partitionKey().value(), record, size, Math.max(size, EventSize.of(event)));
    }
}
