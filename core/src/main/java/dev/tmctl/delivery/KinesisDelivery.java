package dev.tmctl.delivery;

import dev.tmctl.aws.AwsAccess;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.KinesisTarget;
import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/// Straight to Kinesis: events become records, records go in batches, and only failed records are sent again.
public final class KinesisDelivery implements Delivery {
    private final KinesisTarget target;
    private final DeliveryOptions options;
    private final PutRequests puts;
    private final RecordLimit limit;

    /// @param access gives the clients and stays the caller's to close
    public KinesisDelivery(AwsAccess access, DeliveryOptions options) {
        this.target = access.target();
        this.options = options;
        this.puts = new PutRequests(access.deliveryClient(options.attemptTimeout()), target.arn());
        this.limit = new RecordLimit(access.readClient(), target.arn().streamName());
    }

    @Override
    public List<Outcome> deliver(List<CloudEvent> events) {
        List<PendingRecord> all = new ArrayList<>(events.size());
        for (CloudEvent event : events) {
            all.add(pending(event));
        }
        long giveUpAt = System.nanoTime() + options.deadline().toNanos();
        Backoff backoff = new Backoff(options.backoffBase(), options.backoffCap(), ThreadLocalRandom.current());
        List<PendingRecord> open = stillOpen(all);
        for (int round = 1; !open.isEmpty(); round++) {
            for (List<PendingRecord> batch : PutRequests.batches(open)) {
                puts.send(batch);
            }
            open = stillOpen(all);
            if (!open.isEmpty() && !waitBefore(backoff.after(round), giveUpAt)) {
                open.forEach(PendingRecord::giveUp);
                open = List.of();
            }
        }
        return all.stream().map(PendingRecord::outcome).toList();
    }

    private PendingRecord pending(CloudEvent event) {
        StreamRecord record;
        try {
            record = StreamRecord.of(event, target);
        } catch (InvalidInputException e) {
            String message = e.violations().stream().map(Object::toString).collect(Collectors.joining("; "));
            return PendingRecord.failed(
                    new Outcome.Failed(FailureKind.INVALID_EVENT, "InvalidEvent", message, null, 0));
        }
        int size = record.sizeInBytes();
        int largest = limit.forRecordOf(size);
        if (size > largest) {
            String message = "the record has " + size + " bytes with its partition key; the stream takes " + largest;
            return PendingRecord.failed(new Outcome.Failed(FailureKind.TOO_LARGE, "RecordTooLarge", message, null, 0));
        }
        return PendingRecord.of(record);
    }

    private static List<PendingRecord> stillOpen(List<PendingRecord> records) {
        return records.stream().filter(PendingRecord::isOpen).toList();
    }

    /// False when the wait would end after the deadline, or the thread is interrupted.
    private static boolean waitBefore(Duration wait, long giveUpAt) {
        if (System.nanoTime() + wait.toNanos() >= giveUpAt) {
            return false;
        }
        try {
            Thread.sleep(wait);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        // the clients belong to the access
    }
}
