package dev.tmctl.event;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Elements that stand on a line each. Blank lines are none. Marks at the start of a line are taken off: a
/// file that was joined of others has a byte order mark inside, and a log of JSON text sequences may have
/// lost its first separator.
final class LineSplitter implements ElementSplitter {
    private final LineReader in;
    private final int limit;
    private long position;

    /// @param limit the longest line in bytes
    LineSplitter(LineReader in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    @Override
    public byte @Nullable [] next() throws IOException {
        while (true) {
            byte[] line = in.line(limit, position + 1);
            if (line == null) {
                return null;
            }
            position++;
            int start = afterMarks(line);
            int end = line.length > start && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
            byte[] element = end - start == line.length ? line : Arrays.copyOfRange(line, start, end);
            if (InputFormat.firstNonBlank(element) >= 0) {
                return element;
            }
        }
    }

    private static int afterMarks(byte[] line) {
        int start = 0;
        while (start < line.length) {
            if (line[start] == SequenceSplitter.RECORD_SEPARATOR) {
                start++;
            } else if (line[start] == (byte) 0xEF && Utf8.hasByteOrderMark(line, start)) {
                start += Utf8.BYTE_ORDER_MARK_LENGTH;
            } else {
                break;
            }
        }
        return start;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public boolean isReady() {
        return in.hasLine();
    }
}
