package dev.tmctl.local.internal.store;

/// Where a batch of records went: they have one arrival time and consecutive counters.
///
/// @param millis arrival, milliseconds since the epoch
/// @param firstCounter counter of the first record of the batch
public record Appended(long millis, long firstCounter) {}
