package dev.tmctl.files;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A file that one process at a time has: the operating system frees it when the process dies, also by
/// `kill -9`, and before anybody reaps it. The lock belongs to the file's content on disk (its inode), so that
/// every path and link to it meets the same lock; a child process does not inherit it.
///
/// POSIX frees a process' lock as soon as it closes any descriptor of the file, even another one than it
/// locked. So all opening and closing for locks is here.
///
/// @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/fcntl.html">fcntl</a>
public final class LockedFile implements AutoCloseable {
    /// One thread at a time asks: the JDK takes two questions at the same moment for a lock that is held.
    private static final ReentrantLock ASKING = new ReentrantLock();

    /// To close one of these would free a lock that another part of this process has. It also keeps them from
    /// the garbage collector, which closes channels.
    private static final List<FileChannel> NEVER_CLOSED = new ArrayList<>();

    private final Path file;
    private final boolean locked;
    private FileChannel channel;

    private LockedFile(Path file, FileChannel channel, boolean locked) {
        this.file = file;
        this.channel = channel;
        this.locked = locked;
    }

    /// What came of an attempt to lock.
    private enum Attempt {
        LOCKED,
        IN_USE,
        /// The file system keeps no locks.
        WITHOUT
    }

    /// Opens a file for reading and writing and takes it. A file that is not there is made, readable by its
    /// owner only. Of a link, it is the file behind it that is taken, and replaced.
    ///
    /// @return null when another process has it, or another part of this one
    /// @throws IOException when it cannot be opened
    public static @Nullable LockedFile tryOpen(Path file) throws IOException {
        ASKING.lock();
        try {
            while (true) {
                Object before = key(file);
                FileChannel channel = FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                        PrivateFiles.fileAttributes(file));
                Attempt attempt = lock(channel, false);
                if (attempt == Attempt.IN_USE) {
                    return null;
                }
                if (attempt == Attempt.WITHOUT || isStill(before, file, channel)) {
                    return new LockedFile(file.toRealPath(), channel, attempt == Attempt.LOCKED);
                }
                channel.close();
            }
        } finally {
            ASKING.unlock();
        }
    }

    /// Whether some process has the file now. Nothing is made or changed.
    ///
    /// @return false also where there is no such file
    /// @throws NoFileLocksException when its file system keeps no locks
    /// @throws IOException when the file cannot be read
    public static boolean isHeld(Path file) throws IOException {
        ASKING.lock();
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            // shared: those who only ask must not take each other for the one who has it
            Attempt attempt = lock(channel, true);
            if (attempt == Attempt.IN_USE) {
                return true;
            }
            channel.close();
            if (attempt == Attempt.WITHOUT) {
                throw new NoFileLocksException(file);
            }
            return false;
        } catch (NoSuchFileException e) {
            return false;
        } finally {
            ASKING.unlock();
        }
    }

    /// Closes the channel where another process has the lock.
    private static Attempt lock(FileChannel channel, boolean shared) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock(0, Long.MAX_VALUE, shared);
        } catch (OverlappingFileLockException e) {
            NEVER_CLOSED.add(channel);
            return Attempt.IN_USE;
        } catch (IOException e) {
            // what can be opened and not be locked is on a file system that does not know how
            return Attempt.WITHOUT;
        }
        if (lock == null) {
            channel.close();
            return Attempt.IN_USE;
        }
        return Attempt.LOCKED;
    }

    /// Whoever had the file may have replaced or removed it since it was opened.
    private static boolean isStill(@Nullable Object before, Path file, FileChannel opened) throws IOException {
        try {
            return before != null && before.equals(key(file));
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    private static @Nullable Object key(Path file) throws IOException {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return Objects.requireNonNullElse(found.fileKey(), file);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /// What it holds, from its beginning.
    ///
    /// @param most how many bytes are read
    public byte[] read(int most) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(most);
        int read = 0;
        while (bytes.hasRemaining() && read >= 0) {
            read = channel.read(bytes, bytes.position());
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /// What it is written through; another one after [#replace].
    public FileChannel channel() {
        return channel;
    }

    /// Whether others are kept away: not where the file system keeps no locks.
    public boolean isLocked() {
        return locked;
    }

    /// Replaces the content so that a reader never sees half of it, and nobody can take the file in between.
    /// A thread that is interrupted meanwhile completes it.
    public void replace(String content) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
        Path temporary =
                Files.createTempFile(folder, "." + file.getFileName(), ".tmp", PrivateFiles.fileAttributes(folder));
        RandomAccessFile next = new RandomAccessFile(temporary.toFile(), "rw");
        try {
            if (locked && lock(next.getChannel(), false) != Attempt.LOCKED) {
                throw new IOException("its lock cannot be had any more");
            }
            // not through the channel, which an interruption closes
            next.write(content.getBytes(StandardCharsets.UTF_8));
            next.getFD().sync();
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            next.close();
            Files.deleteIfExists(temporary);
            throw PrivateFiles.about(file, e);
        }
        channel.close();
        channel = next.getChannel();
    }

    /// Keeps it until the process ends.
    public void keepForLife() {
        ASKING.lock();
        try {
            NEVER_CLOSED.add(channel);
        } finally {
            ASKING.unlock();
        }
    }

    /// Lets others have it.
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
