package dev.tmctl.process;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Keeps the log of the process that calls it short.
///
/// The log is the process' standard output and error, which a Java program cannot open anew, and which must stay where
/// they are: what the JVM prints when it dies is to be found in the log. So the older part is copied to `.1` and the
/// log is emptied in its place. The order of the steps is what [LogReader] goes by: whoever sees another `.1` finds
/// there all that was in the log, and the log already emptied.
public final class LogRotation {
    /// The size of a log is asked for when this much was written to it.
    private static final int LOOK_EVERY = 64 * 1024;

    private final LogFile log;
    private final long limit;
    private final int lookEvery;
    private int sinceLook;

    /// @param file the log
    public LogRotation(Path file) {
        this(new LogFile(file), LogFile.ROTATE_AT, LOOK_EVERY);
    }

    /// @param limit how long the log may get, in bytes
    /// @param lookEvery how much may be written between two looks at its size, in bytes
    LogRotation(LogFile log, long limit, int lookEvery) {
        this.log = log;
        this.limit = limit;
        this.lookEvery = lookEvery;
        this.sinceLook = lookEvery;
    }

    /// To be called before each line is written, by one thread at a time.
    ///
    /// @param bytes the line's length
    /// @throws IOException when the older part cannot be kept; the log goes on to grow, and the next try is later
    public void makeRoom(int bytes) throws IOException {
        sinceLook += bytes;
        if (sinceLook < lookEvery) {
            return;
        }
        sinceLook = 0;
        // what comes until the next look must find room too
        if (log.size() + bytes + lookEvery > limit) {
            rotate();
        }
    }

    /// Nothing here ends with the thread's interruption: half a rotation would lose lines.
    private void rotate() throws IOException {
        Path copy = log.file().resolveSibling("." + log.file().getFileName() + ".tmp");
        try {
            // with its permissions
            Files.copy(log.file(), copy, StandardCopyOption.REPLACE_EXISTING);
            try (RandomAccessFile emptied = new RandomAccessFile(log.file().toFile(), "rw");
                    FileOutputStream kept = new FileOutputStream(copy.toFile(), true)) {
                // the JVM itself may have printed something meanwhile
                emptied.seek(Files.size(copy));
                byte[] rest = new byte[(int) (emptied.length() - emptied.getFilePointer())];
                emptied.readFully(rest);
                kept.write(rest);
                emptied.setLength(0);
            }
        } catch (IOException e) {
            Files.deleteIfExists(copy);
            throw e;
        }
        Files.move(copy, log.older(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
