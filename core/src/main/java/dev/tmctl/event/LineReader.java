package dev.tmctl.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A buffered stream of bytes that can be looked into ahead. The JDK's buffered stream takes a lock for each
/// byte, which is most of the time of cutting a large file into lines.
final class LineReader implements AutoCloseable {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long LINE_FEEDS = ONES * '\n';

    private final InputStream in;
    private byte[] buffer;
    private int position;
    private int end;
    private boolean ended;
    private long fetched;

    /// Of the next line, or -1 when it was not looked for.
    private int lineFeed = -1;

    /// @param size of the buffer, and how far ahead [#ahead()] can look
    LineReader(InputStream in, int size) {
        this.in = in;
        this.buffer = new byte[size];
    }

    /// The next byte, or -1 at the end.
    int read() throws IOException {
        return position < end || fill() ? buffer[position++] & 0xFF : -1;
    }

    /// The next byte without taking it, or -1 at the end.
    int peek() throws IOException {
        return position < end || fill() ? buffer[position] & 0xFF : -1;
    }

    /// Takes U+FEFF, if it is next.
    void skipByteOrderMark() throws IOException {
        while (end - position < Utf8.BYTE_ORDER_MARK_LENGTH && more()) {
            // until enough is there
        }
        if (end - position >= Utf8.BYTE_ORDER_MARK_LENGTH && Utf8.hasByteOrderMark(buffer, position)) {
            position += Utf8.BYTE_ORDER_MARK_LENGTH;
        }
    }

    /// Reads once more behind the bytes that are there, which [#ahead()] then shows too.
    ///
    /// @return whether there were any
    boolean more() throws IOException {
        if (ended || end - position == buffer.length) {
            return false;
        }
        lineFeed = -1;
        if (position > 0) {
            System.arraycopy(buffer, position, buffer, 0, end - position);
            end -= position;
            position = 0;
        }
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0) {
            ended = true;
            return false;
        }
        end += read;
        fetched += read;
        return true;
    }

    /// The bytes that are there and not taken yet.
    byte[] ahead() {
        return Arrays.copyOfRange(buffer, position, end);
    }

    /// How many bytes were taken.
    long taken() {
        return fetched - (end - position);
    }

    /// Whether nothing comes after [#ahead()], as far as is known.
    boolean hasEnded() {
        return ended;
    }

    /// Whether [#line] has a line that is not blank without reading more.
    boolean hasLine() {
        if (position == end || buffer[position] <= ' ') {
            return false;
        }
        lineFeed = indexOfLineFeed(position);
        return lineFeed >= 0;
    }

    /// The bytes up to the next line feed, which is taken too, or to the end; null at the end.
    ///
    /// @throws MalformedStreamException when there are more than `limit`
    byte @Nullable [] line(int limit, long number) throws IOException {
        if (position == end && !fill()) {
            return null;
        }
        int feed = lineFeed >= position ? lineFeed : indexOfLineFeed(position);
        lineFeed = -1;
        for (int looked = end - position; feed < 0 && more(); looked = end - position) {
            feed = indexOfLineFeed(position + looked);
        }
        if (feed < 0 && !ended) {
            return longLine(limit, number);
        }
        byte[] line = Arrays.copyOfRange(buffer, position, feed < 0 ? end : feed);
        position = feed < 0 ? end : feed + 1;
        if (line.length > limit) {
            throw tooLong(limit, number);
        }
        return line;
    }

    /// A line that the buffer cannot hold.
    private byte[] longLine(int limit, long number) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(2 * buffer.length);
        for (int feed = -1; feed < 0 && (position < end || fill()); ) {
            feed = indexOfLineFeed(position);
            int stop = feed < 0 ? end : feed;
            if (line.size() + stop - position > limit) {
                throw tooLong(limit, number);
            }
            line.write(buffer, position, stop - position);
            position = feed < 0 ? end : feed + 1;
        }
        return line.toByteArray();
    }

    private static MalformedStreamException tooLong(int limit, long number) {
        return new MalformedStreamException("line " + number + " is longer than " + limit + " bytes");
    }

    /// Everything up to the end, but at most `limit` bytes.
    byte[] rest(int limit) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (all.size() < limit && (position < end || fill())) {
            int length = Math.min(end - position, limit - all.size());
            all.write(buffer, position, length);
            position += length;
        }
        return all.toByteArray();
    }

    /// Looks at eight bytes at a time: a line feed leaves a zero byte in the exclusive or, whose high bit then
    /// shows.
    private int indexOfLineFeed(int from) {
        int i = from;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            long zeros = (long) LONGS.get(buffer, i) ^ LINE_FEEDS;
            if (((zeros - ONES) & ~zeros & HIGH_BITS) != 0) {
                break;
            }
        }
        for (; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private boolean fill() throws IOException {
        lineFeed = -1;
        position = 0;
        end = 0;
        int read = ended ? -1 : in.read(buffer, 0, buffer.length);
        if (read < 0) {
            ended = true;
            return false;
        }
        end = read;
        fetched += read;
        return read > 0 || fill();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
