package dev.tmctl.local.internal.store;

import dev.tmctl.local.internal.model.Position;

/// A record as read from a shard. Its data is a slice of the block that was read, not a copy.
///
/// @param position its place in the shard; the milliseconds are its arrival time
/// @param block holds the data among other things, not to be changed
/// @param offset where the data starts in `block`
/// @param length of the data
/// @param size data and partition key in bytes
public record StoredRecord(Position position, String partitionKey, byte[] block, int offset, int length, int size) {}
