package dev.tmctl.delivery;

import io.cloudevents.CloudEvent;
import java.util.List;

/// Delivers events to a stream. Thread-safe.
public interface Delivery extends AutoCloseable {
    /// Delivers events and waits until each is settled: acknowledged by Kinesis, or failed for good.
    ///
    /// @param events any number; they are stored in this order as long as nothing fails
    /// @return one outcome per event, in the order of the events; failures are outcomes, not exceptions
    List<Outcome> deliver(List<CloudEvent> events);

    /// Releases connections; events in flight are finished first.
    @Override
    void close();
}
