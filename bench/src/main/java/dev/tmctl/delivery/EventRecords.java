package dev.tmctl.delivery;

import dev.tmctl.aws.AwsClients;
import dev.tmctl.delivery.engine.PendingRecord;
import dev.tmctl.target.AuthDraft;
import dev.tmctl.target.SecretText;
import dev.tmctl.target.TargetDraft;
import io.cloudevents.CloudEvent;
import java.util.Map;

/// Makes stream records of events as a delivery does, for the micro-benchmarks.
public final class EventRecords {
    private final StreamRecords records;

    /// Records whose partition key is the event's `partitionkey`.
    public EventRecords() {
        TargetDraft draft = new TargetDraft(
                "bench",
                "arn:aws:kinesis:us-east-1:000000000000:stream/bench",
                "fixed",
                new AuthDraft(new SecretText("bench"), new SecretText("bench"), null, null, null, false, null, null),
                null,
                null,
                null,
                null,
                false,
                "partitionkey",
                null,
                null);
        AwsClients clients = new AwsClients(draft.validate(), Map.of());
        records = new StreamRecords(clients.target(), new RecordLimit(clients));
    }

    /// The record of an event.
    public PendingRecord of(CloudEvent event) {
        return records.of(event);
    }
}
