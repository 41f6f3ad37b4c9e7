package dev.tmctl.delivery.bulk;

import dev.tmctl.delivery.Attempt;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.event.EventStream.Element;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.util.List;

/// Hears of every element, in their order.
public interface BulkListener {
    /// The element could not be read as an event.
    ///
    /// @throws IOException when what must be written about it cannot be; the run ends
    void invalid(Element element) throws IOException;

    /// The event is stored.
    void delivered(long position, Outcome.Delivered stored) throws IOException;

    /// The event failed for good.
    ///
    /// @param history its failed attempts
    void failed(long position, CloudEvent event, Outcome.Failed failure, List<Attempt> history) throws IOException;

    /// Nothing is to be told right now, and perhaps not for long: what was held back should be shown and kept. Called
    /// again and again while that lasts.
    default void pause() throws IOException {}

    /// Everything before is told: a later run could go on from here. Called now and then where the source is digested,
    /// when it has nothing new, and at its end.
    ///
    /// @param result what has been told
    /// @param digest of the elements that have been told
    /// @param complete whether the input has ended
    void reached(BulkResult result, String digest, boolean complete) throws IOException;
}
