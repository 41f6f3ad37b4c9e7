package dev.tmctl.delivery.engine;

import dev.tmctl.delivery.Outcome;
import java.util.List;

/// Carries one request of records and tells what became of it. Thread-safe: many requests are under way at a time.
public interface Transport {
    /// Sends a request and waits for its answer. Failures are results, not exceptions.
    ///
    /// @param batch at least one record
    Result send(List<PendingRecord> batch);

    /// How many records one request takes.
    int maxRecords();

    /// How many bytes one request takes, counted as [PendingRecord#sizeInBytes()].
    int maxBytes();

    /// What became of a request.
    sealed interface Result {}

    /// The request was processed.
    ///
    /// @param outcomes one per record, in the order of the request
    record Answered(List<Outcome> outcomes) implements Result {}

    /// The request failed as a whole: no record is known to be stored.
    ///
    /// @param failure the cause
    /// @param retry what may help
    record Refused(Outcome.Failed failure, Retry retry) implements Result {}

    /// What to do after a request that failed as a whole.
    enum Retry {
        /// Nothing helps.
        NEVER,
        /// One more attempt may pass, such as after a clock was set right.
        ONCE,
        /// The same request may pass later.
        LATER,
        /// Parts of it may pass: something in it is refused.
        BISECT
    }
}
