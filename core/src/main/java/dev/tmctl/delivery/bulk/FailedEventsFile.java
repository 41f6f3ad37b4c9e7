package dev.tmctl.delivery.bulk;

import dev.tmctl.delivery.Outcome;
import dev.tmctl.event.EventStream.Element;
import dev.tmctl.event.FailedEvent;
import dev.tmctl.files.LockedFile;
import dev.tmctl.target.Violation;
import io.cloudevents.CloudEvent;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// The file of events that were not stored: newline-delimited CloudEvents with their reason, which can be
/// sent again as they are.
public final class FailedEventsFile implements AutoCloseable {
    private final Path file;
    private final LockedFile locked;
    private final UnnotedLines unnoted;
    private final long noted;
    private final OutputStream out;
    private long length;

    private FailedEventsFile(Path file, LockedFile locked, UnnotedLines unnoted, long noted) throws IOException {
        this.file = file;
        this.locked = locked;
        this.unnoted = unnoted;
        this.noted = noted;
        this.length = locked.channel().size();
        locked.channel().position(length);
        this.out = new BufferedOutputStream(Channels.newOutputStream(locked.channel()));
    }

    /// Opens the file where an earlier run goes on. What that wrote and did not note is met again: it stays, and
    /// is not written a second time. Only a line that it left unfinished is cut off.
    ///
    /// @param noted the length that the run has noted
    /// @throws FileInUseException when another run has it
    static FailedEventsFile goOn(Path file, long noted) throws IOException {
        LockedFile locked = take(file);
        UnnotedLines unnoted = UnnotedLines.read(locked.channel(), noted);
        locked.channel().truncate(unnoted.end());
        return new FailedEventsFile(file, locked, unnoted, noted);
    }

    /// Opens the file for appending to what it holds; it is made if it is not there, readable by its owner only.
    ///
    /// @throws FileInUseException when another run has it
    public static FailedEventsFile append(Path file) throws IOException {
        LockedFile locked = take(file);
        FileChannel channel = locked.channel();
        long size = channel.size();
        ByteBuffer last = ByteBuffer.allocate(1);
        if (size > 0 && channel.read(last, size - 1) == 1 && last.get(0) != '\n') {
            channel.write(ByteBuffer.wrap(new byte[] {'\n'}), size);
        }
        return new FailedEventsFile(file, locked, UnnotedLines.none(), 0);
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
        String message = Violation.inOneLine(element.violations());
        write(FailedEvent.invalidLine(element.raw() == null ? new byte[0] : element.raw(), message));
    }

    private void write(byte[] line) throws IOException {
        if (unnoted.take(line)) {
            return;
        }
        try {
            out.write(line);
        } catch (IOException e) {
            throw told(e);
        }
        length += line.length;
    }

    /// How many bytes of it, with all that was added, need not be looked at when a later run goes on.
    long settled() {
        return unnoted.isEmpty() ? length : noted;
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
