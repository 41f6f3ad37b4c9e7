package dev.tmctl.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads a log from its last lines on, while it is written and rotated: every byte once and in order, in constant
/// memory. Only who reads so slowly that the log is rotated twice meanwhile misses something, and is told so.
public final class LogReader implements AutoCloseable {
    private static final int BLOCK = 64 * 1024;
    private static final int KEPT = 128;
    private static final int LONGEST_CHARACTER = 4;

    /// A log that is shorter than what was read of it is being rotated, which takes milliseconds where the machine is
    /// not busy, or somebody else has emptied it.
    private static final long ROTATED_WITHIN = Duration.ofSeconds(5).toNanos();

    private final LogFile log;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteBuffer undecoded = ByteBuffer.allocate(BLOCK + LONGEST_CHARACTER);
    private final CharBuffer decoded = CharBuffer.allocate(BLOCK + LONGEST_CHARACTER);
    private @Nullable Part lastRotated;
    private @Nullable FileChannel older;
    private long position;
    private byte[] readBefore = new byte[0];
    private long left;
    private long shortSince;
    private boolean missing;

    /// The part that was rotated away, which another one replaces.
    private record Part(@Nullable Object key, long modified, long size) {}

    private LogReader(LogFile log) {
        this.log = log;
    }

    /// Opens a log before its last lines.
    ///
    /// @param lines how many, 0 for what is written from now on; they may begin in the part that was rotated away
    public static LogReader open(LogFile log, long lines) throws IOException {
        while (true) {
            LogReader reader = new LogReader(log);
            if (reader.goBack(lines)) {
                return reader;
            }
            // it was rotated meanwhile
            reader.close();
        }
    }

    private boolean goBack(long lines) throws IOException {
        lastRotated = rotated();
        LastLines last = new LastLines(0, 0, 0);
        try (FileChannel in = FileChannel.open(log.file(), StandardOpenOption.READ)) {
            last = LastLines.of(in, lines);
            keep(read(in, Math.max(0, last.start() - KEPT), (int) Math.min(KEPT, last.start())));
        } catch (NoSuchFileException e) {
            // nothing is written yet
            readBefore = new byte[0];
        }
        position = last.start();
        left = last.end() - last.start();
        if (last.count() < lines && lastRotated != null) {
            older = FileChannel.open(log.older(), StandardOpenOption.READ);
            LastLines before = LastLines.of(older, lines - last.count());
            older.position(before.start());
            left += before.end() - before.start();
        }
        return Objects.equals(lastRotated, rotated());
    }

    /// How many bytes that were there when it was opened are still to come.
    public long left() {
        return left;
    }

    /// Whether lines were rotated away before they were read; asked once, it forgets that.
    public boolean missesLines() {
        boolean told = missing;
        missing = false;
        return told;
    }

    /// What comes next and is there already; empty where there is nothing new.
    public String next() throws IOException {
        while (true) {
            byte[] block = older == null ? new byte[0] : read(older, older.position(), most());
            if (older != null && block.length == 0) {
                older.close();
                older = null;
            }
            if (older != null) {
                older.position(older.position() + block.length);
                return decode(block);
            }
            block = newest();
            Part now = rotated();
            if (Objects.equals(now, lastRotated)) {
                position += block.length;
                keep(block);
                return decode(block);
            }
            // nobody knows which of the two that block is from
            goOver(now);
        }
    }

    private int most() {
        return (int) (left > 0 ? Math.min(left, BLOCK) : BLOCK);
    }

    private byte[] newest() throws IOException {
        long size = log.size();
        if (size >= position && (size > position || left == 0)) {
            shortSince = 0;
        } else if (shortSince == 0) {
            shortSince = System.nanoTime();
        } else if (System.nanoTime() - shortSince > ROTATED_WITHIN) {
            position = 0;
            left = 0;
            readBefore = new byte[0];
        }
        if (size <= position) {
            return new byte[0];
        }
        try (FileChannel in = FileChannel.open(log.file(), StandardOpenOption.READ)) {
            return read(in, position, most());
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }

    /// The log was rotated: what is not read yet is in its older part, and the log begins anew.
    private void goOver(@Nullable Part now) throws IOException {
        if (now != null) {
            FileChannel opened = FileChannel.open(log.older(), StandardOpenOption.READ);
            if (!now.equals(rotated())) {
                opened.close();
                return;
            }
            byte[] there = read(opened, position - readBefore.length, readBefore.length);
            boolean next = Arrays.equals(there, readBefore);
            missing |= !next;
            older = opened.position(next ? position : 0);
        }
        lastRotated = now;
        position = 0;
        readBefore = new byte[0];
    }

    private @Nullable Part rotated() throws IOException {
        try {
            BasicFileAttributes found = Files.readAttributes(log.older(), BasicFileAttributes.class);
            return new Part(found.fileKey(), found.lastModifiedTime().toMillis(), found.size());
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static byte[] read(FileChannel in, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        int read = 0;
        while (bytes.hasRemaining() && read >= 0) {
            read = in.read(bytes, from + bytes.position());
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private void keep(byte[] block) {
        if (block.length > 0) {
            readBefore = Arrays.copyOfRange(block, Math.max(0, block.length - KEPT), block.length);
        }
    }

    /// A character may be cut in two by the end of a block.
    private String decode(byte[] block) {
        left = Math.max(0, left - block.length);
        undecoded.put(block).flip();
        decoder.decode(undecoded, decoded, false);
        undecoded.compact();
        String text = decoded.flip().toString();
        decoded.clear();
        return text;
    }

    @Override
    public void close() throws IOException {
        if (older != null) {
            older.close();
        }
    }
}
