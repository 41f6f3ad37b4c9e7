package dev.tmctl.adapter;

import dev.tmctl.files.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What is made of files that somebody replaces while this process runs, as a cluster does with a mounted Secret. They
/// are looked at by who wants the value, at most once in a while. While what is there cannot be used there is a
/// [#problem()], which is told once, and the last value stays for whoever can go on with it.
final class RotatedFiles<T> {
    private final List<Path> files;
    private final Loader<T> loader;
    private final long pause;
    private final Consumer<String> warnings;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile long looked;
    private volatile T value;
    private List<Object> stamp;
    private volatile @Nullable String problem;

    /// Makes a value of the files, which may be in the middle of their replacement.
    interface Loader<T> {
        T load() throws IOException;
    }

    /// @param pause between two looks
    /// @param warnings receives why a new content cannot be used
    /// @throws IOException when there is no first value
    RotatedFiles(List<Path> files, Loader<T> loader, Duration pause, Consumer<String> warnings) throws IOException {
        this.files = List.copyOf(files);
        this.loader = loader;
        this.pause = pause.toNanos();
        this.warnings = warnings;
        this.stamp = stamp();
        this.value = loader.load();
        this.looked = System.nanoTime();
    }

    /// The value of now; who comes while another one looks gets the last one.
    T get() {
        if (System.nanoTime() - looked >= pause && looking.tryLock()) {
            try {
                look();
                looked = System.nanoTime();
            } finally {
                looking.unlock();
            }
        }
        return value;
    }

    private void look() {
        try {
            List<Object> now = stamp();
            if (!now.equals(stamp)) {
                value = loader.load();
                stamp = now;
                problem = null;
            }
        } catch (IOException e) {
            // what comes back may look like what was there before
            stamp = List.of();
            String why = FileProblem.inWords(e);
            if (!why.equals(problem)) {
                problem = why;
                warnings.accept(why);
            }
        }
    }

    /// Why the files cannot be used as they are, or null when the value is theirs; as of the last look.
    @Nullable
    String problem() {
        return problem;
    }

    /// A file that was replaced is another file or has another time; symbolic links are followed.
    private List<Object> stamp() throws IOException {
        List<Object> all = new ArrayList<>();
        for (Path file : files) {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            all.add(attributes.lastModifiedTime());
            all.add(attributes.size());
            all.add(String.valueOf(attributes.fileKey()));
        }
        return all;
    }
}
