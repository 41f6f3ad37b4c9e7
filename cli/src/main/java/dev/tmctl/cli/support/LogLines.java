package dev.tmctl.cli.support;

import dev.tmctl.process.LogRotation;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.ErrorManager;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/// Writes a server's log to its standard error, a line at a time, and keeps it short where that is a file of ours.
final class LogLines extends Handler {
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.err);
    private final @Nullable LogRotation rotation;
    private final ReentrantLock lock = new ReentrantLock();

    /// @param rotation keeps the log short, or null where others look after it
    LogLines(Formatter formatter, @Nullable LogRotation rotation) {
        this.rotation = rotation;
        setFormatter(formatter);
        setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord record) {
        if (!isLoggable(record)) {
            return;
        }
        byte[] line = getFormatter().format(record).getBytes(StandardCharsets.UTF_8);
        lock.lock();
        try {
            makeRoom(line.length);
            out.write(line);
        } catch (IOException e) {
            reportError(null, e, ErrorManager.WRITE_FAILURE);
        } finally {
            lock.unlock();
        }
    }

    /// A log that cannot be rotated is still a log.
    private void makeRoom(int bytes) {
        try {
            if (rotation != null) {
                rotation.makeRoom(bytes);
            }
        } catch (IOException e) {
            reportError("the older part of the log cannot be kept", e, ErrorManager.GENERIC_FAILURE);
        }
    }

    @Override
    public void flush() {
        // every line is written at once
    }

    @Override
    public void close() {
        // standard error is not this handler's to close
    }
}
