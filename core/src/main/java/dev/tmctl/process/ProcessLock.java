package dev.tmctl.process;

import dev.tmctl.files.BoundedFile;
import dev.tmctl.files.LockedFile;
import dev.tmctl.files.NoFileLocksException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The lock that a managed process holds for its life, beside its record: whether the process runs is judged
/// by it alone, for the operating system frees it when the process ends in whatever way. It says who holds
/// it.
///
/// @param file where it lies
record ProcessLock(Path file) {
    /// Whoever only looks holds it for some microseconds.
    private static final Duration TAKEN_WITHIN = Duration.ofSeconds(5);

    private static final Duration POLL = Duration.ofMillis(10);
    private static final int MAX_BYTES = 256;

    /// The lock beside a record.
    static ProcessLock beside(Path record) {
        String name = String.valueOf(record.getFileName());
        String base = name.endsWith(".json") ? name.substring(0, name.length() - ".json".length()) : name;
        return new ProcessLock(record.resolveSibling(base + ".lock"));
    }

    /// Takes it for this process until it ends.
    ///
    /// @return whether it keeps others away: not where the file system keeps no locks
    /// @throws IOException when another process has it
    boolean takeForLife() throws IOException {
        LockedFile taken = LockedFile.tryOpen(file);
        for (long start = System.nanoTime();
                taken == null && System.nanoTime() - start < TAKEN_WITHIN.toNanos();
                taken = LockedFile.tryOpen(file)) {
            Pauses.pause(POLL);
        }
        if (taken == null) {
            throw new IOException("another process runs in this one's place: it holds " + file);
        }
        taken.channel().truncate(0);
        String self = ProcessIdentity.ofThisProcess() + "\n";
        taken.channel().write(ByteBuffer.wrap(self.getBytes(StandardCharsets.UTF_8)));
        taken.keepForLife();
        return taken.isLocked();
    }

    /// Whether it is there, held or not.
    boolean exists() {
        return Files.exists(file);
    }

    /// Whether a process is known to hold it, any process.
    boolean isHeld() throws IOException {
        try {
            return LockedFile.isHeld(file);
        } catch (NoFileLocksException e) {
            return false;
        }
    }

    /// Who holds it; null when nobody does, or the holder has not said yet who it is.
    ///
    /// @throws NoFileLocksException when nobody can tell
    @Nullable
    ProcessIdentity holder() throws IOException {
        if (!LockedFile.isHeld(file)) {
            return null;
        }
        try {
            return ProcessIdentity.parse(new String(BoundedFile.ownBytes(file, MAX_BYTES), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /// Whether this very process holds it.
    ///
    /// @throws NoFileLocksException when nobody can tell
    boolean isHeldBy(ProcessIdentity process) throws IOException {
        return process.equals(holder());
    }

    /// Removes it, while no process has it.
    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
