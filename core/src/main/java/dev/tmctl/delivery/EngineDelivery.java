package dev.tmctl.delivery;

import dev.tmctl.delivery.engine.EngineListener;
import dev.tmctl.delivery.engine.PendingRecord;
import dev.tmctl.delivery.engine.RecordEngine;
import dev.tmctl.delivery.engine.RecordEngine.Load;
import dev.tmctl.delivery.engine.ShardMap;
import dev.tmctl.delivery.engine.Transport;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.Violation;
import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// A delivery that gathers, retries and orders with an engine; subclasses say how a record is made of an event and
/// what carries it.
public abstract class EngineDelivery implements Delivery {
    private final Function<CloudEvent, PendingRecord> records;
    private final RecordEngine engine;
    private final Duration attemptTimeout;

    /// @param records makes a record of an event; one that can never be sent is settled already, or refused with
    ///     an [InvalidInputException]
    /// @param maps looks up the shards when one throttles
    protected EngineDelivery(
            DeliveryOptions options,
            Function<CloudEvent, PendingRecord> records,
            Transport transport,
            EngineListener listener,
            Supplier<ShardMap> maps) {
        this.records = records;
        this.engine = new RecordEngine(options, transport, listener, maps);
        this.attemptTimeout = options.attemptTimeout();
    }

    @Override
    public List<DeliveryFuture> submit(List<CloudEvent> events) throws InterruptedException {
        List<DeliveryFuture> receipts = new ArrayList<>(events.size());
        List<PendingRecord> open = new ArrayList<>(events.size());
        for (CloudEvent event : events) {
            PendingRecord record = record(event);
            receipts.add(record);
            if (record.poll() == null) {
                open.add(record);
            }
        }
        if (engine.submit(open) < open.size() && Thread.interrupted()) {
            throw new InterruptedException();
        }
        return receipts;
    }

    /// An event of which no record can be made fails alone.
    private PendingRecord record(CloudEvent event) {
        try {
            return records.apply(event);
        } catch (InvalidInputException e) {
            String message = Violation.inOneLine(e.violations());
            return PendingRecord.failed(
                    event, new Outcome.Failed(FailureKind.INVALID_EVENT, "InvalidEvent", message, null, 0));
        }
    }

    @Override
    public List<Outcome> deliver(List<CloudEvent> events) {
        List<PendingRecord> all = events.stream().map(this::record).toList();
        List<PendingRecord> open =
                all.stream().filter(record -> record.poll() == null).toList();
        List<Outcome> outcomes = new ArrayList<>(events.size());
        try {
            if (engine.submit(open) < open.size()) {
                throw new InterruptedException();
            }
            for (PendingRecord record : all) {
                outcomes.add(record.await());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            while (outcomes.size() < events.size()) {
                outcomes.add(Outcome.Failed.cancelled("interrupted while the event was on its way"));
            }
        }
        return outcomes;
    }

    @Override
    public void cancel(String reason) {
        engine.abandon(Outcome.Failed.cancelled(reason));
    }

    /// What is held and under way right now.
    public Load load() {
        return engine.load();
    }

    @Override
    public void close() {
        close(attemptTimeout);
    }

    @Override
    public void close(Duration timeout) {
        try {
            if (!engine.awaitIdle(timeout)) {
                cancel("the delivery was closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        engine.close();
    }
}
