package dev.tmctl.delivery;

import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.util.List;

/// Delivers events to a stream. Thread-safe.
public interface Delivery extends AutoCloseable {
    /// Takes an event on its way. When as much is held as the delivery's bounds allow, this waits.
    ///
    /// Events are stored in the order in which they are submitted as long as nothing fails.
    ///
    /// @throws InterruptedException when interrupted while waiting; the event was not taken
    /// @throws IllegalStateException when the delivery is closed
    default DeliveryFuture submit(CloudEvent event) throws InterruptedException {
        return submit(List.of(event)).getFirst();
    }

    /// Takes several events on their way, in their order, as [#submit(CloudEvent)] takes one.
    ///
    /// @return one receipt per event, in the order of the events
    /// @throws InterruptedException when interrupted while waiting; some of the events may have been taken
    List<DeliveryFuture> submit(List<CloudEvent> events) throws InterruptedException;

    /// Delivers events and waits until each is settled: acknowledged by Kinesis, or failed for good.
    ///
    /// @param events any number
    /// @return one outcome per event, in the order of the events; failures are outcomes, not exceptions
    List<Outcome> deliver(List<CloudEvent> events);

    /// Fails every event that is not under way right now; those under way settle with their answer.
    ///
    /// @param reason for the outcomes, in one line
    void cancel(String reason);

    /// Takes no more events and finishes those that it has.
    ///
    /// @param timeout how long that may take; what is left then fails
    void close(Duration timeout);

    /// The same with the timeout of one request.
    @Override
    void close();
}
