package dev.tmctl.delivery.bulk;

import dev.tmctl.delivery.Outcome;
import dev.tmctl.event.EventStream.Element;
import dev.tmctl.event.FailedEvent;
import dev.tmctl.files.PrivateFiles;
import io.cloudevents.CloudEvent;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.stream.Collectors;

/// The file of events that were not stored: newline-delimited CloudEvents with their reason, which can be sent again as
/// they are.
public final class FailedEventsFile implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final OutputStream out;
    private long length;

    private FailedEventsFile(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.length = channel.size();
        this.out = new BufferedOutputStream(Channels.newOutputStream(channel));
    }

    /// Opens the file for appending; it is made if it is not there, readable by its owner only.
    ///
    /// @param length where to go on; what stands behind it is cut off
    public static FailedEventsFile open(Path file, long length) throws IOException {
        FileChannel channel = openChannel(file);
        channel.truncate(length);
        channel.position(channel.size());
        return new FailedEventsFile(file, channel);
    }

    /// Opens the file for appending to what it holds.
    public static FailedEventsFile append(Path file) throws IOException {
        FileChannel channel = openChannel(file);
        channel.position(channel.size());
        return new FailedEventsFile(file, channel);
    }

    private static FileChannel openChannel(Path file) throws IOException {
        return FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), PrivateFiles.fileAttributes(file));
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
            channel.force(false);
        } catch (IOException e) {
            throw told(e);
        }
    }

    /// A channel's own exception does not say which file.
    private IOException told(IOException e) {
        return new IOException(file + ": " + e.getMessage(), e);
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            out.flush();
        } catch (IOException e) {
            throw told(e);
        }
    }
}
