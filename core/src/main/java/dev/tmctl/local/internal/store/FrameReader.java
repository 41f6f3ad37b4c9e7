package dev.tmctl.local.internal.store;

import dev.tmctl.local.internal.model.Position;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// Reads the frames of a segment file in order, in blocks.
final class FrameReader implements Closeable {

    private static final int BLOCK = 256 * 1024;

    private final FileChannel channel;
    private final long end;
    private byte[] block = new byte[0];
    private ByteBuffer view = ByteBuffer.wrap(block);
    private long blockOffset;
    private int frame;
    private int next;
    private int length;
    private boolean torn;

    /// @param offset where a frame starts
    /// @param end where to stop; frames that go beyond count as torn
    FrameReader(Path file, long offset, long end) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
        this.end = end;
        this.blockOffset = offset;
    }

    /// Goes past bytes that must be there.
    ///
    /// @return whether they are
    boolean skip(byte[] expected) throws IOException {
        if (!available(expected.length)) {
            return false;
        }
        boolean there = Arrays.equals(block, next, next + expected.length, expected, 0, expected.length);
        next += expected.length;
        return there;
    }

    /// Goes to the next frame.
    ///
    /// @return false at the end, or where no whole frame follows ([#torn()] tells which)
    boolean next() throws IOException {
        if (torn || blockOffset + next >= end) {
            return false;
        }
        torn = !isWholeFrameNext();
        if (!torn) {
            frame = next;
            next = frame + Frame.PREFIX + length;
        }
        return !torn;
    }

    private boolean isWholeFrameNext() throws IOException {
        if (!available(Frame.HEADER)) {
            return false;
        }
        length = view.getInt(next);
        if (length < Frame.FIXED || length > Frame.MAX_LENGTH || !available(Frame.PREFIX + length)) {
            return false;
        }
        int keyLength = view.getShort(next + Frame.HEADER - Short.BYTES);
        return keyLength >= 0
                && keyLength <= length - Frame.FIXED
                && Frame.isIntact(block, next + Frame.PREFIX, length, view.getInt(next + Integer.BYTES));
    }

    /// Whether the frame at [#nextOffset()] is not what was written.
    boolean torn() {
        return torn;
    }

    /// Offset of the current frame in the file.
    long offset() {
        return blockOffset + frame;
    }

    /// Offset after the current frame, or of the first one.
    long nextOffset() {
        return blockOffset + next;
    }

    long millis() {
        return view.getLong(frame + Frame.PREFIX);
    }

    long counter() {
        return view.getLong(frame + Frame.PREFIX + Long.BYTES);
    }

    Position position() {
        return new Position(millis(), counter());
    }

    int recordSize() {
        return length - Frame.FIXED;
    }

    StoredRecord record() {
        int keyLength = view.getShort(frame + Frame.HEADER - Short.BYTES);
        int key = frame + Frame.HEADER;
        return new StoredRecord(
                position(),
                new String(block, key, keyLength, StandardCharsets.UTF_8),
                block,
                key + keyLength,
                length - Frame.FIXED - keyLength,
                recordSize());
    }

    private boolean available(int bytes) throws IOException {
        if (block.length - next >= bytes) {
            return true;
        }
        long from = blockOffset + next;
        if (end - from < bytes) {
            return false;
        }
        // A new block each time, since records that were handed out are slices of the old one.
        byte[] read = new byte[(int) Math.min(end - from, Math.max(BLOCK, bytes))];
        ByteBuffer target = ByteBuffer.wrap(read);
        while (target.hasRemaining()) {
            int count = channel.read(target, from + target.position());
            if (count < 0) {
                return false;
            }
        }
        block = read;
        view = ByteBuffer.wrap(read);
        blockOffset = from;
        next = 0;
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
