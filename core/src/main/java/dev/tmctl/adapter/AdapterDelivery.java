package dev.tmctl.adapter;

import dev.tmctl.delivery.DeliveryOptions;
import dev.tmctl.delivery.EngineDelivery;
import dev.tmctl.delivery.PartitionKeys;
import dev.tmctl.delivery.engine.EngineListener;
import dev.tmctl.delivery.engine.PendingRecord;
import dev.tmctl.delivery.engine.ShardMap;
import dev.tmctl.event.EventSize;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.trace.Trace;
import io.cloudevents.CloudEvent;
import java.net.URI;
import java.time.Duration;

/// Through a running adapter: one event in binary mode, which carries the data byte for byte, several as a
/// batch.
public final class AdapterDelivery extends EngineDelivery {
    /// What an event takes beside its data and attributes, about.
    private static final int EVENT_BYTES = 256;

    /// What is under way when everything else is cancelled may take so long.
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

    private final AdapterTransport transport;

    /// @param adapter the adapter's URL
    /// @param target the adapter's target, for the keys whose order is kept
    /// @param options their attempt timeout must be longer than the adapter itself tries
    /// @param listener receives what happens
    public AdapterDelivery(URI adapter, KinesisTarget target, DeliveryOptions options, EngineListener listener) {
        this(adapter, target, options, listener, Trace.NONE);
    }

    /// @param adapter the adapter's URL
    /// @param target the adapter's target, for the keys whose order is kept
    /// @param options their attempt timeout must be longer than the adapter itself tries
    /// @param listener receives what happens
    /// @param trace records every call
    public AdapterDelivery(
            URI adapter, KinesisTarget target, DeliveryOptions options, EngineListener listener, Trace trace) {
        this(new AdapterTransport(adapter, options.attemptTimeout(), trace), target, options, listener);
    }

    private AdapterDelivery(
            AdapterTransport transport, KinesisTarget target, DeliveryOptions options, EngineListener listener) {
        super(options.forTarget(target), event -> record(event, target), transport, listener, ShardMap::unknown);
        this.transport = transport;
    }

    private static PendingRecord record(CloudEvent event, KinesisTarget target) {
        String key = PartitionKeys.of(event, target).value();
        return new PendingRecord(event, key, event, EVENT_BYTES + EventSize.of(event));
    }

    /// An adapter may try for long before it answers. Who wants to end does not wait for that.
    @Override
    public void cancel(String reason) {
        super.cancel(reason);
        transport.cutOffAfter(ANSWERS_WITHIN);
    }

    @Override
    public void close(Duration timeout) {
        super.close(timeout);
        transport.close();
    }
}
