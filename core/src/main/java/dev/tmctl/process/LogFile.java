package dev.tmctl.process;

import dev.tmctl.files.PrivateFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// The log of a process of ours: its standard output and error. What is written to it goes to its end, wherever that
/// is, so that the process can move the older part away and go on with what it has open: see [LogRotation].
///
/// @param file where it lies
public record LogFile(Path file) {
    /// How long it may get.
    static final long ROTATE_AT = 10L * 1024 * 1024;

    private static final int TAIL_BYTES = 64 * 1024;

    /// Where the older part is.
    Path older() {
        return file.resolveSibling(file.getFileName() + ".1");
    }

    /// Makes sure the file is there and not too long, while no process writes to it; the older part moves to `.1`.
    void prepare() throws IOException {
        if (size() > ROTATE_AT) {
            Files.move(file, older(), StandardCopyOption.REPLACE_EXISTING);
        }
        PrivateFiles.createFile(file);
    }

    /// Its size in bytes, 0 when it is not there.
    public long size() throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /// The last lines written after an offset, as far as they are among the last 64 KiB.
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

    /// Removes it.
    void delete() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(older());
    }
}
