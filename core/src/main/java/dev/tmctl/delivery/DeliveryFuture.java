package dev.tmctl.delivery;

import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The promise of an outcome for one submitted event.
public interface DeliveryFuture {
    /// Waits until the event is settled. Only one thread may wait for a receipt.
    ///
    /// @throws InterruptedException when the waiting thread is interrupted; the event stays on its way
    Outcome await() throws InterruptedException;

    /// The same for a while.
    ///
    /// @return the outcome, or null when the event was not settled meanwhile
    @Nullable
    Outcome await(Duration timeout) throws InterruptedException;

    /// The outcome if the event is settled already, else null.
    @Nullable
    Outcome poll();

    /// The event, as long as it is not known to be stored; null afterwards, so that a long queue of receipts needs
    /// no memory for data.
    @Nullable
    CloudEvent event();

    /// The failed attempts so far, oldest first; at most [Attempt#MAX_KEPT] are kept.
    List<Attempt> history();
}
