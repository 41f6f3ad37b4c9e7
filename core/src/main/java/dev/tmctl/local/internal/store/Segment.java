package dev.tmctl.local.internal.store;

import dev.tmctl.local.internal.model.Position;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One file of a shard's log: a magic number, then frames in the order of their positions.
final class Segment {

    static final byte[] MAGIC = "TMKLOG1\n".getBytes(StandardCharsets.US_ASCII);

    private static final String SUFFIX = ".log";
    private static final Pattern NAME = Pattern.compile("(\\d{12,18})\\.log");

    private final Path file;
    private final long number;
    private @Nullable SparseIndex index;
    private volatile long size;
    private final Position first;
    private volatile long newestMillis;

    private Segment(Path file, long number, long size, Position first, @Nullable SparseIndex index) {
        this.file = file;
        this.number = number;
        this.size = size;
        this.first = first;
        this.index = index;
    }

    static Path file(Path directory, long number) {
        String digits = Long.toString(number);
        return directory.resolve("0".repeat(12 - digits.length()) + digits + SUFFIX);
    }

    /// @return -1 for a file that is no segment
    static long numberOf(Path file) {
        Matcher matcher = NAME.matcher(file.getFileName().toString());
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
    }

    /// A segment that is about to get its first record.
    static Segment empty(Path directory, long number, Position first) {
        return new Segment(file(directory, number), number, MAGIC.length, first, new SparseIndex());
    }

    /// A segment that others follow: only its first frame is looked at until it is read.
    ///
    /// @return null when its start is damaged
    static @Nullable Segment followed(Path file) throws IOException {
        long size = Files.size(file);
        try (FrameReader reader = new FrameReader(file, 0, size)) {
            return reader.skip(MAGIC) && reader.next()
                    ? new Segment(file, numberOf(file), size, reader.position(), null)
                    : null;
        }
    }

    /// The segment that was written last.
    ///
    /// @param last receives the position of each frame
    /// @return null when not every frame is whole, or there is none
    static @Nullable Segment newest(Path file, Consumer<Position> last) throws IOException {
        SparseIndex index = new SparseIndex();
        Position first = null;
        long size = Files.size(file);
        try (FrameReader reader = new FrameReader(file, 0, size)) {
            if (!reader.skip(MAGIC)) {
                return null;
            }
            while (reader.next()) {
                Position position = reader.position();
                first = first == null ? position : first;
                index.add(position.millis(), position.counter(), reader.offset());
                last.accept(position);
            }
            return first == null || reader.torn() ? null : new Segment(file, numberOf(file), size, first, index);
        }
    }

    Path file() {
        return file;
    }

    long number() {
        return number;
    }

    /// Bytes of the file that hold acknowledged records.
    long size() {
        return size;
    }

    Position first() {
        return first;
    }

    /// @param millis arrival of the newest record in it
    void grow(long newSize, long millis) {
        newestMillis = millis;
        size = newSize;
    }

    /// Whether no record in it arrived at or after a time.
    ///
    /// @param nextMillis when the segment after it was begun; decides after a restart, when the newest
    ///     record is not known
    boolean isOlderThan(long horizonMillis, long nextMillis) {
        return (newestMillis == 0 ? nextMillis : newestMillis) < horizonMillis;
    }

    /// The index, made on the first use after a restart by going through the file.
    ///
    /// @throws DamagedSegmentException when a frame is not what was written
    synchronized SparseIndex index() throws IOException {
        if (index == null) {
            SparseIndex made = new SparseIndex();
            try (FrameReader reader = new FrameReader(file, MAGIC.length, size)) {
                while (reader.next()) {
                    made.add(reader.millis(), reader.counter(), reader.offset());
                }
                if (reader.torn()) {
                    throw new DamagedSegmentException(this, reader.nextOffset());
                }
            }
            index = made;
        }
        return index;
    }

    /// A reader at or before the first record after `position`.
    ///
    /// @throws DamagedSegmentException when a frame is not what was written
    FrameReader readerFrom(Position position) throws IOException {
        long end = size;
        return new FrameReader(file, index().floor(position, MAGIC.length), end);
    }
}
