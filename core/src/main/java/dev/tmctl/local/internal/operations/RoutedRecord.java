package dev.tmctl.local.internal.operations;

import dev.tmctl.local.internal.model.HashKey;
import dev.tmctl.local.internal.store.NewRecord;

/// A record and the hash key that decides its shard.
record RoutedRecord(NewRecord record, HashKey hashKey) {}
