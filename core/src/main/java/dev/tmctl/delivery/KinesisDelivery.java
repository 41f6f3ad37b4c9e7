package dev.tmctl.delivery;

import dev.tmctl.aws.AwsAccess;
import dev.tmctl.delivery.engine.EngineListener;

/// Straight to Kinesis: events become records, records go in requests, and only failed records are sent again.
public final class KinesisDelivery extends EngineDelivery {
    /// @param access gives the clients and stays the caller's to close
    public KinesisDelivery(AwsAccess access, DeliveryOptions options) {
        this(access, options, EngineListener.NONE);
    }

    /// @param access gives the clients and stays the caller's to close
    /// @param listener hears what happens, for metrics
    public KinesisDelivery(AwsAccess access, DeliveryOptions options, EngineListener listener) {
        this(access, options, listener, new RecordLimit(access));
    }

    private KinesisDelivery(AwsAccess access, DeliveryOptions options, EngineListener listener, RecordLimit limit) {
        super(
                options.forTarget(access.target()),
                new StreamRecords(access.target(), limit)::of,
                new KinesisTransport(access, options.attemptTimeout(), limit),
                listener,
                new ShardLookup(access)::look);
    }
}
