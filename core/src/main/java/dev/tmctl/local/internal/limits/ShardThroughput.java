package dev.tmctl.local.internal.limits;

/// What one shard still takes and gives.
///
/// Writes: 1,000 records and 1 MiB a second. Reads: 5 calls and 2 MiB a second, where a call that returned more
/// than there was is paid by the calls after it.
/// <https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html>
final class ShardThroughput {

    private static final int MIB = 1024 * 1024;
    private static final int RECORDS_PER_SECOND = 1000;
    private static final int READS_PER_SECOND = 5;
    private static final int READ_BYTES_PER_SECOND = 2 * MIB;

    private final TokenBucket records;
    private final TokenBucket bytes;
    private final TokenBucket reads;
    private final TokenBucket readBytes;

    ShardThroughput(long nowMillis) {
        records = new TokenBucket(RECORDS_PER_SECOND, RECORDS_PER_SECOND, nowMillis);
        bytes = new TokenBucket(MIB, MIB, nowMillis);
        reads = new TokenBucket(READS_PER_SECOND, READS_PER_SECOND, nowMillis);
        readBytes = new TokenBucket(READ_BYTES_PER_SECOND, READ_BYTES_PER_SECOND, nowMillis);
    }

    synchronized boolean write(int size, long nowMillis) {
        // A record above 1 MiB, which some streams take, needs a full second's bytes and is paid off after.
        if (!records.has(1, nowMillis) || !bytes.has(Math.min(size, MIB), nowMillis)) {
            return false;
        }
        records.take(1);
        bytes.take(size);
        return true;
    }

    synchronized boolean startRead(long nowMillis) {
        if (!reads.has(1, nowMillis) || !readBytes.has(0, nowMillis)) {
            return false;
        }
        reads.take(1);
        return true;
    }

    synchronized void finishRead(long size) {
        readBytes.take((double) size);
    }
}
