package dev.tmctl.event;

import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.Violation;
import io.cloudevents.CloudEvent;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The events of a file or pipe, one at a time, in the memory of one event.
///
/// The shape is told from the first bytes: a JSON array (upstream's `-f`), one JSON document, newline-delimited
/// CloudEvents, newline-delimited bare data, or, where the start is no text, one binary payload. A JSON
/// object with
/// a `specversion` is a CloudEvent and must be a valid one; every other value is data.
public final class EventStream implements AutoCloseable {
    /// The largest single event, in bytes: Kinesis' largest record in Base64 with room for the attributes.
    public static final int MAX_EVENT_BYTES = 16 * 1024 * 1024;

    private static final int PROBE = 64 * 1024;

    private final BufferedInputStream in;
    private final EventDefaults defaults;
    private final Source source;
    private long position;

    private EventStream(BufferedInputStream in, EventDefaults defaults) throws IOException {
        this.in = in;
        this.defaults = defaults;
        this.source = detect();
    }

    /// One element of the stream.
    ///
    /// @param position counts from 1: the line of a newline-delimited stream, else the element
    /// @param event the event, or null when it is invalid
    /// @param violations why it is invalid; empty when it is not
    public record Element(long position, @Nullable CloudEvent event, List<Violation> violations) {}

    private interface Source {
        byte @Nullable [] next() throws IOException;
    }

    /// Opens a stream; it is closed with this object.
    ///
    /// @param defaults attributes for bare data
    public static EventStream open(InputStream in, EventDefaults defaults) throws IOException {
        return new EventStream(new BufferedInputStream(in, PROBE * 2), defaults);
    }

    /// The next element, or null at the end.
    ///
    /// @throws MalformedStreamException when nothing more can be read, though the elements before stand
    public @Nullable Element next() throws IOException {
        byte[] value = source.next();
        if (value == null) {
            return null;
        }
        try {
            CloudEvent event =
                    JsonEventReader.looksLikeEvent(value) ? JsonEventReader.read(value) : defaults.wrap(value);
            return new Element(position, event, List.of());
        } catch (InvalidInputException e) {
            return new Element(position, null, e.violations());
        }
    }

    private Source detect() throws IOException {
        in.mark(PROBE + 1);
        byte[] probe = in.readNBytes(PROBE);
        in.reset();
        if (isBinary(probe)) {
            return this::wholeStream;
        }
        int first = firstNonBlank(probe);
        if (first < 0 || (probe[first] != '{' && probe[first] != '[')) {
            return this::line;
        }
        int lineEnd = first;
        while (lineEnd < probe.length && probe[lineEnd] != '\n') {
            lineEnd++;
        }
        byte[] firstLine = Arrays.copyOfRange(probe, first, lineEnd);
        boolean more = firstNonBlank(Arrays.copyOfRange(probe, lineEnd, probe.length)) >= 0;
        boolean complete = JsonEventReader.isJson(firstLine);
        if (probe[first] == '[') {
            // "[1]\n[2]" is newline-delimited data, "[1,2]" alone is upstream's array of events.
            return complete && more ? this::line : splitter(true);
        }
        boolean cut = lineEnd == PROBE;
        return complete || cut ? this::line : splitter(false);
    }

    private Source splitter(boolean array) throws IOException {
        JsonValueSplitter splitter = new JsonValueSplitter(in, array, MAX_EVENT_BYTES);
        return () -> {
            byte[] value = splitter.next();
            position++;
            return value;
        };
    }

    private static boolean isBinary(byte[] probe) {
        for (byte b : probe) {
            if (b == 0) {
                return true;
            }
        }
        // The probe may cut a character in two: up to three bytes at its end do not count.
        for (int cut = 0; cut <= Math.min(3, probe.length); cut++) {
            if (Utf8.decodeOrNull(Arrays.copyOf(probe, probe.length - cut)) != null) {
                return probe.length < PROBE && cut > 0;
            }
        }
        return true;
    }

    private static int firstNonBlank(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\n' && bytes[i] != '\r' && bytes[i] != '\t') {
                return i;
            }
        }
        return -1;
    }

    private byte @Nullable [] wholeStream() throws IOException {
        if (position++ > 0) {
            return null;
        }
        byte[] all = in.readNBytes(MAX_EVENT_BYTES + 1);
        if (all.length > MAX_EVENT_BYTES) {
            throw new MalformedStreamException("a binary payload is larger than " + MAX_EVENT_BYTES + " bytes");
        }
        return all;
    }

    private byte @Nullable [] line() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        while (true) {
            int b = in.read();
            if (b == '\n' || b < 0) {
                position++;
                byte[] line = withoutCarriageReturn(bytes.toByteArray());
                if (firstNonBlank(line) >= 0) {
                    return line;
                }
                if (b < 0) {
                    return null;
                }
                bytes.reset();
            } else {
                bytes.write(b);
                if (bytes.size() > MAX_EVENT_BYTES) {
                    throw new MalformedStreamException(
                            "line " + (position + 1) + " is longer than " + MAX_EVENT_BYTES + " bytes");
                }
            }
        }
    }

    private static byte[] withoutCarriageReturn(byte[] line) {
        return line.length > 0 && line[line.length - 1] == '\r' ? Arrays.copyOf(line, line.length - 1) : line;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
