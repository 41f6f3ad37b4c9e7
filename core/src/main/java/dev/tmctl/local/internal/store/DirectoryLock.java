package dev.tmctl.local.internal.store;

import dev.tmctl.files.PrivateFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keeps a data directory to one process. The operating system frees it when the process dies.
public final class DirectoryLock implements Closeable {

    /// Name of the lock file in the data directory.
    static final String FILE = "lock";

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Takes the directory, which is made if it is not there.
    ///
    /// @throws IOException with a message for users when it is in use or cannot be written
    public static DirectoryLock acquire(Path directory) throws IOException {
        FileChannel channel;
        try {
            PrivateFiles.createFolder(directory);
            Path file = directory.resolve(FILE);
            channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    PrivateFiles.fileAttributes(file));
        } catch (FileSystemException problem) {
            throw new IOException("cannot write to the data directory " + directory + ": " + reason(problem), problem);
        }
        try {
            FileLock lock = tryLock(channel);
            if (lock != null) {
                return new DirectoryLock(channel);
            }
        } catch (IOException problem) {
            channel.close();
            throw problem;
        }
        channel.close();
        throw new IOException("the data directory " + directory + " is in use by another local Kinesis");
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    private static String reason(FileSystemException problem) {
        String reason = problem.getReason();
        return reason == null ? problem.getClass().getSimpleName() : reason;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
