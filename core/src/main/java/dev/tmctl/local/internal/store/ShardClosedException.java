package dev.tmctl.local.internal.store;

/// The shard takes no more records, because it is being, or has been, split, merged or deleted.
public final class ShardClosedException extends Exception {

    ShardClosedException() {
        super("shard closed", null, false, false);
    }
}
