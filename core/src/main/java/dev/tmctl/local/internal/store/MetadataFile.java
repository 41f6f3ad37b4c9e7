package dev.tmctl.local.internal.store;

import dev.tmctl.files.PrivateFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/// The metadata on disk, an H2 MVStore.
///
/// MVStore closes itself when a write fails, and each commit makes its file longer. Both are mended in the
/// same way: a new file is written from what is known and takes the place of the old one, which is whole
/// until then.
final class MetadataFile implements Closeable {

    static final String NAME = "metadata.mv";

    /// A new file that is not complete yet.
    static final String NEW = "metadata.mv.new";

    /// Some 80 changes; a file that is longer is written anew.
    private static final long ALWAYS_FINE_BYTES = 1024L * 1024;

    private static final int MAX_GROWTH = 4;

    private static final String STREAMS = "streams";
    private static final String COUNTERS = "counters";
    private static final String NEXT_UID = "nextUid";
    private static final String GENERATION = "generation";
    private static final String IDENTITY = "identity";
    private static final String FOLDER = "folder";
    private static final String DELETIONS = "deletions";

    private final Path file;
    private final UnaryOperator<String> fileName;
    private @Nullable MVStore store;
    private long compactBytes;

    /// @param fileName makes the name by which MVStore opens a file
    MetadataFile(Path file, UnaryOperator<String> fileName) {
        this.file = file;
        this.fileName = fileName;
    }

    Path path() {
        return file;
    }

    /// Reads everything without changing the file.
    ///
    /// @throws IOException when it is damaged
    Metadata read() throws IOException {
        try (MVStore opened = builder(file).readOnly().open()) {
            Map<String, Long> counters = map(opened, COUNTERS);
            Map<String, String> identity = map(opened, IDENTITY);
            Map<String, String> streams = map(opened, STREAMS);
            Map<String, String> deletions = map(opened, DELETIONS);
            return new Metadata(
                    identity.getOrDefault(FOLDER, ""),
                    counters.getOrDefault(GENERATION, 0L),
                    counters.getOrDefault(NEXT_UID, 1L),
                    new TreeMap<>(streams),
                    new TreeSet<>(deletions.keySet()));
        } catch (RuntimeException damage) {
            throw new IOException(reason(damage), damage);
        }
    }

    private static <V> Map<String, V> map(MVStore opened, String name) {
        return opened.hasMap(name) ? opened.openMap(name) : Map.of();
    }

    private MVStore.Builder builder(Path path) {
        return new MVStore.Builder()
                .fileName(fileName.apply(path.toAbsolutePath().toString()))
                .autoCommitDisabled();
    }

    /// Writes what has changed. It is on disk when this returns.
    ///
    /// @throws IOException when it is perhaps not on disk
    void save(Metadata content) throws IOException {
        MVStore open = store;
        if (open == null) {
            replace(content);
            return;
        }
        try {
            write(content, open);
        } catch (RuntimeException problem) {
            close();
            throw new IOException(reason(problem), problem);
        }
    }

    /// Whether the file holds much more than is needed.
    boolean isLong() throws IOException {
        return Files.size(file) > Math.max(ALWAYS_FINE_BYTES, MAX_GROWTH * compactBytes);
    }

    /// Writes a file that is too long anew.
    ///
    /// @throws IOException when it is as long as before; it can be written on then
    void shorten(Metadata content) throws IOException {
        try {
            replace(content);
        } catch (IOException problem) {
            try {
                store = builder(file).open();
            } catch (RuntimeException again) {
                problem.addSuppressed(again);
            }
            throw problem;
        }
    }

    /// Writes a new file and puts it in the place of the old one.
    ///
    /// @throws IOException when the old one is still there
    void replace(Metadata content) throws IOException {
        close();
        Path made = file.resolveSibling(NEW);
        try {
            Files.deleteIfExists(made);
            PrivateFiles.createFile(made);
            try (MVStore target = builder(made).open()) {
                write(content, target);
            }
            try (FileChannel channel = FileChannel.open(made, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            compactBytes = Files.size(made);
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            store = builder(file).open();
        } catch (RuntimeException problem) {
            throw new IOException(reason(problem), problem);
        } finally {
            Files.deleteIfExists(made);
        }
    }

    private static void write(Metadata content, MVStore target) {
        align(target, STREAMS, content.streams());
        align(target, COUNTERS, Map.of(NEXT_UID, content.nextUid(), GENERATION, content.generation()));
        align(target, IDENTITY, Map.of(FOLDER, content.folderId()));
        align(
                target,
                DELETIONS,
                content.deletions().stream().collect(Collectors.toMap(UnaryOperator.identity(), folder -> "")));
        target.commit();
        target.sync();
    }

    private static <V> void align(MVStore target, String name, Map<String, V> wanted) {
        MVMap<String, V> map = target.openMap(name);
        for (String key : List.copyOf(map.keySet())) {
            if (!wanted.containsKey(key)) {
                map.remove(key);
            }
        }
        wanted.forEach((key, value) -> {
            if (!value.equals(map.get(key))) {
                map.put(key, value);
            }
        });
    }

    /// What the file system said, below what MVStore made of it.
    private static String reason(RuntimeException problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException && cause.getMessage() != null) {
                return cause.getMessage();
            }
        }
        if (!(problem instanceof MVStoreException store)) {
            return String.valueOf(problem.getMessage());
        }
        return switch (store.getErrorCode()) {
            case DataUtils.ERROR_READING_FAILED -> "it is cut short, or cannot be read";
            case DataUtils.ERROR_WRITING_FAILED -> "it cannot be written";
            case DataUtils.ERROR_FILE_CORRUPT, DataUtils.ERROR_CHUNK_NOT_FOUND -> "its content is damaged";
            case DataUtils.ERROR_FILE_LOCKED -> "another process uses it";
            case DataUtils.ERROR_UNSUPPORTED_FORMAT -> "its format is not supported";
            default -> "it cannot be used (code " + store.getErrorCode() + ")";
        };
    }

    /// Every change is on disk already, so nothing is written.
    @Override
    public void close() {
        MVStore open = store;
        store = null;
        if (open != null) {
            open.closeImmediately();
        }
    }
}
