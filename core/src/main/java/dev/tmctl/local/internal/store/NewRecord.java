package dev.tmctl.local.internal.store;

/// A record that is to be appended to a shard.
///
/// @param partitionKey in UTF-8
/// @param data the data blob
public record NewRecord(byte[] partitionKey, byte[] data) {

    /// What counts against the record size limit and a shard's throughput.
    public int size() {
        return partitionKey.length + data.length;
    }
}
