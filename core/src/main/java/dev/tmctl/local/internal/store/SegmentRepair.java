package dev.tmctl.local.internal.store;

import dev.tmctl.files.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings a segment file that is not whole into order: whole frames stay, damaged bytes are set aside in
/// files of their own beside it, and an unfinished write at the end is dropped. Each of these is logged
/// with file and offset.
///
/// It can be stopped at any moment and done again: the segment is replaced last.
final class SegmentRepair {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentRepair.class);
    private static final String DAMAGED = ".damaged-";
    private static final String WHOLE = ".whole";
    private static final Pattern NAMES = Pattern.compile("\\d{12,18}\\.log(\\.whole|\\.damaged-\\d+(\\.\\d+)?)");

    private SegmentRepair() {}

    /// Whether a file is one that a repair makes.
    static boolean isOurs(Path file) {
        return NAMES.matcher(file.getFileName().toString()).matches();
    }

    /// Repairs a file, which is gone afterwards if nothing in it is whole.
    ///
    /// @param written where what was written ends
    /// @param mayBeUnfinished whether a crash may have cut the last write off
    /// @return whether anything was not whole
    static boolean repair(Path file, long written, boolean mayBeUnfinished) throws IOException {
        long end = Math.min(written, Files.size(file));
        if (end < written) {
            LOG.error("{}: {} bytes are missing at the end, from offset {}", file, written - end, end);
        }
        SegmentScan scan = SegmentScan.of(file, end, mayBeUnfinished);
        for (Extent damaged : scan.damaged()) {
            Path aside = setAside(file, damaged);
            LOG.error(
                    "{}: {} damaged bytes at offset {}; set aside in {}; every whole record before and after them"
                            + " is kept",
                    file,
                    damaged.length(),
                    damaged.offset(),
                    aside);
        }
        if (scan.unfinished() < end) {
            LOG.warn(
                    "{}: dropped {} bytes of an unfinished write at the end, from offset {}",
                    file,
                    end - scan.unfinished(),
                    scan.unfinished());
        }
        if (scan.whole().isEmpty()) {
            Files.delete(file);
        } else if (!scan.damaged().isEmpty()) {
            keepWhole(file, scan.whole());
        } else {
            truncate(file, scan.unfinished());
        }
        return !scan.damaged().isEmpty() || scan.unfinished() < written;
    }

    private static Path setAside(Path file, Extent damaged) throws IOException {
        String name = file.getFileName() + DAMAGED + damaged.offset();
        Path aside = file.resolveSibling(name);
        for (int more = 2; Files.exists(aside); more++) {
            aside = file.resolveSibling(name + "." + more);
        }
        copy(file, List.of(damaged), new byte[0], aside);
        return aside;
    }

    private static void keepWhole(Path file, List<Extent> whole) throws IOException {
        Path kept = file.resolveSibling(file.getFileName() + WHOLE);
        copy(file, whole, Segment.MAGIC, kept);
        Files.move(kept, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void copy(Path file, List<Extent> extents, byte[] head, Path target) throws IOException {
        PrivateFiles.createFile(target);
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(
                        target, Set.of(StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING))) {
            ByteBuffer start = ByteBuffer.wrap(head);
            while (start.hasRemaining()) {
                out.write(start);
            }
            for (Extent extent : extents) {
                for (long from = extent.offset(); from < extent.end(); ) {
                    from += in.transferTo(from, extent.end() - from, out);
                }
            }
            out.force(true);
        } catch (IOException problem) {
            Files.deleteIfExists(target);
            throw problem;
        }
    }

    private static void truncate(Path file, long end) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(end);
        }
    }
}
