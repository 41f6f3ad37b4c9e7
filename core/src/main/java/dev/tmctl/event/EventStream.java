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

    private boolean split;
    private boolean objects;

    private boolean ended;

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
        if (mustBeJson(value) && !JsonEventReader.isJson(value)) {
            return new Element(position, null, List.of(new Violation("element", "is not JSON")));
        }
        try {
            CloudEvent event =
                    JsonEventReader.looksLikeEvent(value) ? JsonEventReader.read(value) : defaults.wrap(value);
            return new Element(position, event, List.of());
        } catch (InvalidInputException e) {
            return new Element(position, null, e.violations());
        }
    }

    /// An element of an array, and a line that begins like an object among lines that do, are not text.
    private boolean mustBeJson(byte[] value) {
        int first = firstNonBlank(value);
        return split || (objects && first >= 0 && value[first] == '{');
    }

    private Source detect() throws IOException {
        byte[] probe = probe();
        if (isBinary(probe)) {
            return this::wholeStream;
        }
        int first = firstNonBlank(probe);
        if (first < 0 || (probe[first] != '{' && probe[first] != '[')) {
            return this::line;
        }
        int lineEnd = lineEnd(probe, first);
        boolean complete = JsonEventReader.isJson(Arrays.copyOfRange(probe, first, lineEnd));
        if (probe[first] == '[') {
            // "[1]\n[2]" is newline-delimited data, "[1,2]" alone is upstream's array of events.
            boolean lines = complete && somethingAfter(probe, lineEnd);
            return lines ? this::line : splitter(true);
        }
        objects = true;
        int second = lineEnd(probe, Math.min(lineEnd + 1, probe.length));
        boolean secondComplete =
                lineEnd < probe.length && JsonEventReader.isJson(Arrays.copyOfRange(probe, lineEnd + 1, second));
        boolean cut = lineEnd == PROBE;
        return complete || secondComplete || cut ? this::line : splitter(false);
    }

    /// The first bytes, as many as tell the shape: a slow pipe is not waited for longer than that.
    private byte[] probe() throws IOException {
        in.mark(PROBE + 1);
        byte[] probe = new byte[PROBE];
        int length = 0;
        while (length < PROBE && !tellsShape(Arrays.copyOf(probe, length))) {
            int read = in.read(probe, length, PROBE - length);
            if (read < 0) {
                ended = true;
                break;
            }
            length += read;
        }
        in.reset();
        return Arrays.copyOf(probe, length);
    }

    private static boolean tellsShape(byte[] probe) {
        int first = firstNonBlank(probe);
        if (first < 0) {
            return false;
        }
        int end = lineEnd(probe, first);
        boolean line = end < probe.length;
        if (!line || (probe[first] != '[' && probe[first] != '{')) {
            return line;
        }
        boolean object = probe[first] == '{' && JsonEventReader.isJson(Arrays.copyOfRange(probe, first, end));
        return object || somethingAfter(probe, end);
    }

    private static int lineEnd(byte[] bytes, int from) {
        int end = from;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private static boolean somethingAfter(byte[] bytes, int from) {
        return firstNonBlank(Arrays.copyOfRange(bytes, from, bytes.length)) >= 0;
    }

    private Source splitter(boolean array) throws IOException {
        split = true;
        JsonValueSplitter splitter = new JsonValueSplitter(in, array, MAX_EVENT_BYTES);
        return () -> {
            byte[] value = splitter.next();
            position++;
            return value;
        };
    }

    private boolean isBinary(byte[] probe) {
        for (byte b : probe) {
            if (b == 0) {
                return true;
            }
        }
        // The probe may cut a character in two: up to three bytes at its end do not count.
        for (int cut = 0; cut <= Math.min(3, probe.length); cut++) {
            if (Utf8.decodeOrNull(Arrays.copyOf(probe, probe.length - cut)) != null) {
                return ended && cut > 0;
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
