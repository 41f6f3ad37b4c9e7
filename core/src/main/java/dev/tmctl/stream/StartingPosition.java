package dev.tmctl.stream;

import java.time.Instant;

/// Where reading begins.
public sealed interface StartingPosition {
    /// After the newest record.
    record Latest() implements StartingPosition {}

    /// With the oldest record still kept.
    record Beginning() implements StartingPosition {}

    /// With the first record that arrived at or after a moment.
    ///
    /// @param moment the moment
    record At(Instant moment) implements StartingPosition {}
}
