package dev.tmctl.local.internal.store;

import dev.tmctl.local.internal.model.Position;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/// Looks through a segment file that is not whole: which parts of it are whole frames, and which are damaged.
///
/// Behind a damaged frame, the next whole one is looked for where the damaged one says that it ends, and
/// then byte by byte: a frame is whole if its checksum is right and its position is after that of the one
/// before.
final class SegmentScan {

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    /// 256 characters of at most 4 bytes.
    private static final int KEY_MAX = 1024;

    private final MemorySegment bytes;
    private final long end;
    private final boolean mayBeUnfinished;
    private final List<Extent> whole = new ArrayList<>();
    private final List<Extent> damaged = new ArrayList<>();
    private long unfinished;
    private Position last = new Position(Long.MIN_VALUE, Long.MIN_VALUE);

    private SegmentScan(MemorySegment bytes, boolean mayBeUnfinished) {
        this.bytes = bytes;
        this.end = bytes.byteSize();
        this.unfinished = end;
        this.mayBeUnfinished = mayBeUnfinished;
    }

    /// @param end where to stop; what is behind does not count
    /// @param mayBeUnfinished whether a crash may have cut the last write off
    static SegmentScan of(Path file, long end, boolean mayBeUnfinished) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            SegmentScan scan = new SegmentScan(channel.map(MapMode.READ_ONLY, 0, end, arena), mayBeUnfinished);
            scan.run();
            return scan;
        }
    }

    /// Runs of whole frames, in order.
    List<Extent> whole() {
        return whole;
    }

    /// What is neither a whole frame nor an unfinished write, in order.
    List<Extent> damaged() {
        return damaged;
    }

    /// Where an unfinished write starts; the end if there is none.
    long unfinished() {
        return unfinished;
    }

    private void run() {
        long from = startOfFrames();
        while (from < end) {
            long wholeEnd = from;
            while (isWhole(wholeEnd)) {
                last = position(wholeEnd);
                wholeEnd = frameEnd(wholeEnd);
            }
            if (wholeEnd > from) {
                whole.add(new Extent(from, wholeEnd));
            }
            from = wholeEnd == end ? end : skipDamage(wholeEnd);
        }
    }

    private long startOfFrames() {
        int magic = Segment.MAGIC.length;
        long same = bytes.asSlice(0, Math.min(magic, end)).mismatch(MemorySegment.ofArray(Segment.MAGIC));
        if (same < 0) {
            return magic;
        }
        if (same == end && mayBeUnfinished) {
            unfinished = 0;
            return end;
        }
        long next = end > magic && isWhole(magic) ? magic : nextWhole(0, end);
        damaged.add(new Extent(0, next));
        return next;
    }

    private long skipDamage(long from) {
        long declared = frameEnd(from);
        boolean plausible = declared > from && (declared == end || isWhole(declared));
        long next = plausible ? trueEnd(from, declared) : nextWhole(from + 1, end);
        if (next == end && mayBeUnfinished && isCutOff(from)) {
            unfinished = from;
        } else {
            damaged.add(new Extent(from, next));
        }
        return next;
    }

    /// The end of a damaged frame: a whole frame within it may be the content of its record, unless the
    /// checksum tells that only the length is damaged.
    private long trueEnd(long from, long declared) {
        for (long next = nextWhole(from + 1, declared); next < declared; next = nextWhole(next + 1, declared)) {
            if (hasChecksum(from, next)) {
                return next;
            }
        }
        return declared;
    }

    private long nextWhole(long from, long before) {
        long next = from;
        while (next < before && !isWhole(next)) {
            next++;
        }
        return next;
    }

    private boolean isWhole(long offset) {
        return end - offset >= Frame.HEADER
                && hasLength(offset)
                && frameEnd(offset) <= end
                && hasKey(offset)
                && position(offset).isAfter(last)
                && hasChecksum(offset, frameEnd(offset));
    }

    /// Whether a write was cut off here: what is there can be the start of a frame, and only its end is
    /// missing.
    private boolean isCutOff(long offset) {
        long there = end - offset;
        if (there < Integer.BYTES) {
            return true;
        }
        if (!hasLength(offset)) {
            return false;
        }
        if (there < Frame.HEADER) {
            return true;
        }
        // A whole frame whose length alone is damaged must not pass for a part of a longer one.
        return frameEnd(offset) > end && hasKey(offset) && position(offset).isAfter(last) && !hasChecksum(offset, end);
    }

    private boolean hasLength(long offset) {
        int length = bytes.get(INT, offset);
        return length >= Frame.FIXED && length <= Frame.MAX_LENGTH;
    }

    private boolean hasKey(long offset) {
        int length = bytes.get(INT, offset);
        short key = bytes.get(SHORT, offset + Frame.HEADER - Short.BYTES);
        return key >= 0 && key <= KEY_MAX && key <= length - Frame.FIXED;
    }

    private boolean hasChecksum(long offset, long frameEnd) {
        CRC32C crc = new CRC32C();
        long start = offset + Frame.PREFIX;
        if (start > frameEnd) {
            return false;
        }
        crc.update(bytes.asSlice(start, frameEnd - start).asByteBuffer());
        return (int) crc.getValue() == bytes.get(INT, offset + Integer.BYTES);
    }

    private Position position(long offset) {
        long millis = offset + Frame.PREFIX;
        return new Position(bytes.get(LONG, millis), bytes.get(LONG, millis + Long.BYTES));
    }

    /// Where the frame ends by its own account, or `offset` if it has none.
    private long frameEnd(long offset) {
        return end - offset >= Integer.BYTES && hasLength(offset)
                ? offset + Frame.PREFIX + bytes.get(INT, offset)
                : offset;
    }
}
