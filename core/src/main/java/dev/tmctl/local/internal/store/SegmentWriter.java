package dev.tmctl.local.internal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Writes one batch of records to the end of a segment: all of it, or nothing that counts.
final class SegmentWriter {

    private final Segment segment;
    private final FileChannel channel;
    private final ByteBuffer buffer;
    private final SparseIndex index;
    private long end;
    private long newestMillis;

    SegmentWriter(Segment segment, FileChannel channel, ByteBuffer buffer) throws IOException {
        this.segment = segment;
        this.channel = channel;
        this.buffer = buffer;
        this.index = segment.index();
        this.end = segment.size();
    }

    void write(NewRecord record, long millis, long counter) throws IOException {
        int size = Frame.size(record);
        if (size > buffer.remaining()) {
            flush(buffer);
        }
        if (size > buffer.remaining()) {
            ByteBuffer large = ByteBuffer.allocate(size);
            Frame.encode(record, millis, counter, large);
            flush(large);
        } else {
            Frame.encode(record, millis, counter, buffer);
        }
        newestMillis = millis;
        index.add(millis, counter, end);
        end += size;
    }

    private void flush(ByteBuffer filled) throws IOException {
        filled.flip();
        while (filled.hasRemaining()) {
            channel.write(filled);
        }
        filled.clear();
    }

    /// Hands the rest to the operating system and lets readers see the batch.
    void finish() throws IOException {
        flush(buffer);
        segment.grow(end, newestMillis);
    }

    /// Takes back what was written since the segment last grew.
    void undo() throws IOException {
        index.truncate(segment.size());
        channel.truncate(segment.size());
    }
}
