package dev.tmctl.delivery.bulk;

import org.jspecify.annotations.Nullable;

/// What became of the events of a run: `read = delivered + failed`.
///
/// @param delivered events that Kinesis acknowledged
/// @param failed events that it did not, and elements that were no events
/// @param aborted why the run ended before the end of its input, in one line, or null
public record BulkResult(
        long delivered, long failed, @Nullable String aborted) {
    /// Elements taken from the input.
    public long read() {
        return delivered + failed;
    }
}
