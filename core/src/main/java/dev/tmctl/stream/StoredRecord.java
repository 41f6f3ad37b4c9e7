package dev.tmctl.stream;

import java.time.Instant;

/// One record as it was read back from a stream.
///
/// @param shardId its shard
/// @param sequenceNumber its sequence number
/// @param partitionKey its partition key
/// @param arrivedAt when Kinesis took it, roughly
/// @param data the blob; not copied
public record StoredRecord(
        String shardId, String sequenceNumber, String partitionKey, Instant arrivedAt, byte[] data) {}
