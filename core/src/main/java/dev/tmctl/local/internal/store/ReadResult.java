package dev.tmctl.local.internal.store;

import dev.tmctl.local.internal.model.Position;
import java.util.List;

/// Records that were read from a shard.
///
/// @param records in order, may be empty
/// @param next where to go on: after the last of the records, or where the reading started
/// @param atEnd whether there was nothing more in the shard
public record ReadResult(List<StoredRecord> records, Position next, boolean atEnd) {}
