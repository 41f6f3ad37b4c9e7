package dev.tmctl.adapter;

import dev.tmctl.delivery.DeliveryOptions;
import dev.tmctl.delivery.engine.EngineListener;
import dev.tmctl.target.Auth;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.PartitionKey;
import dev.tmctl.target.StreamArn;
import java.net.URI;
import java.time.Duration;

/// Deliveries through adapters, as tests want them.
final class TestDeliveries {
    private static final KinesisTarget TARGET = new KinesisTarget(
            "orders",
            StreamArn.parse("arn:aws:kinesis:us-east-1:000000000000:stream/orders"),
            new PartitionKey("key"),
            new Auth.DefaultChain(null),
            null,
            null,
            null,
            false,
            null);

    private TestDeliveries() {}

    /// Through an adapter on this machine.
    static AdapterDelivery through(int port) {
        return new AdapterDelivery(
                URI.create("http://127.0.0.1:" + port),
                TARGET,
                DeliveryOptions.DEFAULT.withAttemptTimeout(Duration.ofSeconds(60)),
                EngineListener.NONE);
    }

    /// One attempt that may take so long.
    static AdapterDelivery once(URI adapter, Duration timeout) {
        return new AdapterDelivery(
                adapter,
                TARGET,
                DeliveryOptions.DEFAULT.withDeadline(Duration.ZERO).withAttemptTimeout(timeout),
                EngineListener.NONE);
    }
}
