package dev.tmctl.local.internal.store;

import dev.tmctl.local.internal.model.Position;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Reads the frames of a segment file in order, in blocks.
final class FrameReader implements Closeable {

    private static final int BLOCK = 256 * 1024;

    private final Path file;
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
        this.file = file;
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
        this.end = end;
        this.blockOffset = offset;
    }

    /// Goes to the next frame.
    ///
    /// @return false at the end, or where no whole frame follows ([#torn()] tells which)
    boolean next() throws IOException {
        if (torn || blockOffset + next >= end) {
            return false;
        }
        if (!available(Frame.HEADER)) {
            torn = true;
            return false;
        }
        length = view.getInt(next);
        if (length < Frame.FIXED || length > Frame.MAX_LENGTH || !available(Frame.PREFIX + length)) {
            torn = true;
            return false;
        }
        frame = next;
        next = frame + Frame.PREFIX + length;
        return true;
    }

    /// Whether the current frame is what was written.
    boolean isIntact() {
        return Frame.isIntact(block, frame + Frame.PREFIX, length, view.getInt(frame + Integer.BYTES))
                && keyLength() <= length - Frame.FIXED;
    }

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

    /// @throws IOException when the frame is damaged
    StoredRecord record() throws IOException {
        if (!isIntact()) {
            throw new IOException("damaged record at offset " + offset() + " of " + file);
        }
        int keyLength = keyLength();
        int key = frame + Frame.HEADER;
        return new StoredRecord(
                position(),
                new String(block, key, keyLength, StandardCharsets.UTF_8),
                block,
                key + keyLength,
                length - Frame.FIXED - keyLength,
                recordSize());
    }

    private int keyLength() {
        return view.getShort(frame + Frame.HEADER - Short.BYTES);
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
