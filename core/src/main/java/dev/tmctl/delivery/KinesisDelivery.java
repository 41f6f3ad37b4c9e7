package dev.tmctl.delivery;

import dev.tmctl.aws.AwsClients;
import dev.tmctl.delivery.engine.EngineListener;

/// Straight to Kinesis: events become records, records go in requests, and only failed records are sent again.
public final class KinesisDelivery extends EngineDelivery {
    /// @param clients gives the clients and stays the caller's to close
    public KinesisDelivery(AwsClients clients, DeliveryOptions options) {
        this(clients, options, EngineListener.NONE);
    }

    /// @param clients gives the clients and stays the caller's to close
    /// @param listener receives what happens, for metrics
    public KinesisDelivery(AwsClients clients, DeliveryOptions options, EngineListener listener) {
        this(clients, options, listener, new RecordLimit(clients));
    }

    private KinesisDelivery(AwsClients clients, DeliveryOptions options, EngineListener listener, RecordLimit limit) {
        super(
                options.forTarget(clients.target()),
                new StreamRecords(clients.target(), limit)::of,
                new KinesisTransport(clients, options.attemptTimeout(), limit),
                listener,
                new ShardLookup(clients)::look);
    }
}
