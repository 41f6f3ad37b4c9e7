package dev.tmctl.process;

import dev.tmctl.files.PrivateFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// The log of a process of ours: its standard output and error.
///
/// @param file where it lies
public record LogFile(Path file) {
    private static final long ROTATE_AT = 10L * 1024 * 1024;
    private static final int TAIL_BYTES = 64 * 1024;

    /// Makes sure the file is there and not too long; the older part moves to `.1`.
    void prepare() throws IOException {
        if (Files.exists(file) && Files.size(file) > ROTATE_AT) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        PrivateFiles.createFile(file);
    }

    /// Its size in bytes, 0 when it is not there.
    public long size() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /// The last lines written after an offset.
    public List<String> tail(long from, int lines) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long start = Math.max(Math.min(from, in.length()), in.length() - TAIL_BYTES);
            in.seek(start);
            byte[] bytes = new byte[(int) (in.length() - start)];
            in.readFully(bytes);
            List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        }
    }
}
