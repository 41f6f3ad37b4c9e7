package dev.tmctl.local.internal.store;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// The form of a record in a segment file, big-endian: `length` (4, of all that follows the checksum),
/// `CRC32C` of
/// that (4), arrival milliseconds (8), counter (8), length of the partition key (2), partition key, data.
final class Frame {

    static final int PREFIX = 2 * Integer.BYTES;
    static final int FIXED = 2 * Long.BYTES + Short.BYTES;
    static final int HEADER = PREFIX + FIXED;

    /// Above any record the API takes: 10 MiB of data and a key of 256 characters.
    static final int MAX_LENGTH = 11 * 1024 * 1024;

    private Frame() {}

    static int size(NewRecord record) {
        return HEADER + record.size();
    }

    static void encode(NewRecord record, long millis, long counter, ByteBuffer target) {
        int start = target.position();
        target.putInt(FIXED + record.size())
                .putInt(0)
                .putLong(millis)
                .putLong(counter)
                .putShort((short) record.partitionKey().length)
                .put(record.partitionKey())
                .put(record.data());
        CRC32C crc = new CRC32C();
        crc.update(target.duplicate().flip().position(start + PREFIX));
        target.putInt(start + Integer.BYTES, (int) crc.getValue());
    }

    static boolean isIntact(byte[] block, int start, int length, int checksum) {
        CRC32C crc = new CRC32C();
        crc.update(block, start, length);
        return (int) crc.getValue() == checksum;
    }
}
