package dev.tmctl.delivery.bulk;

import dev.tmctl.event.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;

/// The lines of a file that stand behind what a run has noted: its own, when it was killed before it noted
/// them, and those that other runs have added since. The run meets its own again, and does not write them twice.
final class UnnotedLines {
    /// More of them may stand in the file twice.
    private static final int MAX_LINES = 100_000;

    private static final int CHUNK = 64 * 1024;

    private final Map<ByteBuffer, Integer> counts = new HashMap<>();
    private long end;

    private UnnotedLines(long start) {
        end = start;
    }

    /// No lines.
    static UnnotedLines none() {
        return new UnnotedLines(0);
    }

    /// Reads what stands behind an offset.
    static UnnotedLines read(FileChannel file, long start) throws IOException {
        UnnotedLines lines = new UnnotedLines(start);
        MessageDigest sha256 = Sha256.digest();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        long at = start;
        for (int read = file.read(chunk, at); read > 0; read = file.read(chunk.clear(), at)) {
            int from = 0;
            for (int i = 0; i < read; i++) {
                if (chunk.get(i) == '\n') {
                    sha256.update(chunk.array(), from, i + 1 - from);
                    lines.add(ByteBuffer.wrap(sha256.digest()));
                    from = i + 1;
                    lines.end = at + from;
                }
            }
            sha256.update(chunk.array(), from, read - from);
            at += read;
        }
        return lines;
    }

    private void add(ByteBuffer digest) {
        if (counts.size() < MAX_LINES) {
            counts.merge(digest, 1, Integer::sum);
        }
    }

    /// Where the last whole line ends.
    long end() {
        return end;
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    /// Takes a line out.
    ///
    /// @return whether it was there
    boolean take(byte[] line) {
        if (counts.isEmpty()) {
            return false;
        }
        ByteBuffer digest = ByteBuffer.wrap(Sha256.digest().digest(line));
        boolean found = counts.containsKey(digest);
        counts.computeIfPresent(digest, (_, count) -> count == 1 ? null : count - 1);
        return found;
    }
}
