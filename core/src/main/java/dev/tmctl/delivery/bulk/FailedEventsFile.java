package dev.tmctl.delivery.bulk;

import dev.tmctl.delivery.Outcome;
import dev.tmctl.event.EventStream.Element;
import dev.tmctl.event.FailedEvent;
import dev.tmctl.files.LockedFile;
import io.cloudevents.CloudEvent;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The file of events that were not stored: newline-delimited CloudEvents with their reason, which can be
/// sent again as they are.
public final class FailedEventsFile implements AutoCloseable {
    private final Path file;
    private final LockedFile locked;
    private final OutputStream out;
    private long length;

    private FailedEventsFile(Path file, LockedFile locked) throws IOException {
        this.file = file;
        this.locked = locked;
        this.length = locked.channel().size();
        locked.channel().position(length);
        this.out = new BufferedOutputStream(Channels.newOutputStream(locked.channel()));
    }

    /// Opens the file for appending; it is made if it is not there, readable by its owner only.
    ///
    /// @param length where to go on; what stands behind it is cut off
    /// @throws FileInUseException when another run has it
    public static FailedEventsFile open(Path file, long length) throws IOException {
        LockedFile locked = take(file);
        locked.channel().truncate(length);
        return new FailedEventsFile(file, locked);
    }

    /// Opens the file where an earlier run goes on. What that met and did not note is cut off, for it is met
    /// again; what another send has added since is not, and then some of it may stand there twice.
    ///
    /// @param length what the run has noted
    /// @param end the length that the run left it with, or null when it was killed
    /// @throws FileInUseException when another run has it
    static FailedEventsFile goOn(Path file, long length, @Nullable Long end) throws IOException {
        LockedFile locked = take(file);
        if (end == null || locked.channel().size() <= end) {
            locked.channel().truncate(length);
        }
        return new FailedEventsFile(file, locked);
    }

    /// Opens the file for appending to what it holds.
    ///
    /// @throws FileInUseException when another run has it
    public static FailedEventsFile append(Path file) throws IOException {
        return new FailedEventsFile(file, take(file));
    }

    private static LockedFile take(Path file) throws IOException {
        LockedFile locked = LockedFile.tryOpen(file);
        if (locked == null) {
            throw new FileInUseException(file);
        }
        return locked;
    }

    /// Whether no other run can have it at the same time.
    boolean isLocked() {
        return locked.isLocked();
    }

    /// Adds an event that was not stored.
    public void add(CloudEvent event, Outcome.Failed failure) throws IOException {
        write(FailedEvent.line(event, failure.code(), failure.message(), failure.attempts()));
    }

    /// Adds an element that is no event.
    public void addInvalid(Element element) throws IOException {
        String message = element.violations().stream().map(Object::toString).collect(Collectors.joining("; "));
        write(FailedEvent.invalidLine(element.raw() == null ? new byte[0] : element.raw(), message));
    }

    private void write(byte[] line) throws IOException {
        try {
            out.write(line);
        } catch (IOException e) {
            throw told(e);
        }
        length += line.length;
    }

    /// Its length in bytes with all that was added.
    public long length() {
        return length;
    }

    /// Forces everything to disk.
    void force() throws IOException {
        try {
            out.flush();
            locked.channel().force(false);
        } catch (IOException e) {
            throw told(e);
        }
    }

    /// A channel's own exception does not say which file.
    private IOException told(IOException e) {
        return new IOException(file + ": " + e.getMessage(), e);
    }

    /// Leaves on disk what is there now, as a killed process does.
    void breakOff() throws IOException {
        locked.close();
    }

    @Override
    public void close() throws IOException {
        try (locked) {
            out.flush();
        } catch (IOException e) {
            throw told(e);
        }
    }
}
