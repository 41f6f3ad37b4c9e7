package dev.tmctl.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file of events that begins again at its end, its data numbered on: a window of any length needs no larger file,
/// whose way to the disk would be measured too.
public final class EndlessEvents extends InputStream {
    private static final int LINES = 50;
    private static final int LONGEST_LINE = 4 * 1024;

    private final FileChannel file;
    private final byte[] lines;
    private final int lineLength;
    private final int dataAt;
    private int position;
    private long number;

    private EndlessEvents(FileChannel file, int lineLength, int dataAt) {
        this.file = file;
        this.lineLength = lineLength;
        this.dataAt = dataAt;
        this.lines = new byte[LINES * lineLength];
        this.position = lines.length;
    }

    /// Opens a file that [EventFile] wrote, with a multiple of 50 events.
    public static EndlessEvents open(Path path) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        ByteBuffer head = ByteBuffer.allocate(LONGEST_LINE);
        file.read(head, 0);
        String text = new String(head.array(), 0, head.position(), StandardCharsets.US_ASCII);
        return new EndlessEvents(file, text.indexOf('\n') + 1, text.indexOf(Payload.HEAD));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (position == lines.length) {
            fill();
        }
        int count = Math.min(length, lines.length - position);
        System.arraycopy(lines, position, into, offset, count);
        position += count;
        return count;
    }

    private void fill() throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(lines);
        while (buffer.hasRemaining()) {
            if (file.read(buffer) < 0) {
                file.position(0);
            }
        }
        for (int line = 0; line < lines.length; line += lineLength) {
            Payload.number(lines, line + dataAt, number++);
        }
        position = 0;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
