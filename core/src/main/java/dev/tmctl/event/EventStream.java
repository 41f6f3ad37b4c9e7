package dev.tmctl.event;

import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.Violation;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The events of a file or pipe, one at a time, in the memory of one event.
///
/// The shape is told from the first bytes: a JSON array (upstream's `-f`), one JSON document, newline-delimited
/// CloudEvents, newline-delimited bare data, or, where the start is no text, one binary payload. A JSON object with
/// a `specversion` is a CloudEvent and must be a valid one; every other value is data. What [FailedEvent] wrote is read
/// as it was before it failed.
public final class EventStream implements AutoCloseable {
    /// The largest single event, in bytes: Kinesis' largest record in Base64 with room for the attributes.
    public static final int MAX_EVENT_BYTES = 16 * 1024 * 1024;

    private static final int PROBE = 64 * 1024;

    private final ByteSource in;
    private final EventDefaults defaults;
    private final @Nullable InputDigest digest;
    private final StreamShape shape;
    private final @Nullable JsonValueSplitter splitter;
    private long position;

    private EventStream(ByteSource in, EventDefaults defaults, @Nullable InputDigest digest) throws IOException {
        this.in = in;
        this.defaults = defaults;
        this.digest = digest;
        while (in.ahead().length < PROBE && !StreamShape.isTold(in.ahead()) && in.more()) {
            // until enough is there
        }
        byte[] probe = in.ahead();
        shape = StreamShape.of(probe, in.hasEnded(), probe.length >= PROBE);
        splitter = switch (shape) {
            case ARRAY -> new JsonValueSplitter(in, true, MAX_EVENT_BYTES);
            case DOCUMENTS -> new JsonValueSplitter(in, false, MAX_EVENT_BYTES);
            case LINES, LINES_OF_OBJECTS, BINARY -> null;
        };
    }

    /// One element of the stream.
    ///
    /// @param position counts from 1: the line of a newline-delimited stream, else the element
    /// @param event the event, or null when it is invalid
    /// @param violations why it is invalid; empty when it is not
    /// @param raw the bytes of an invalid element, else null
    public record Element(
            long position, @Nullable CloudEvent event, List<Violation> violations, byte @Nullable [] raw) {
        /// A valid element.
        public Element(long position, CloudEvent event) {
            this(position, event, List.of(), null);
        }
    }

    /// Opens a stream; it is closed with this object.
    ///
    /// @param defaults attributes for bare data
    public static EventStream open(InputStream in, EventDefaults defaults) throws IOException {
        return open(in, defaults, null);
    }

    /// Opens a stream whose elements are digested as they are read.
    public static EventStream open(InputStream in, EventDefaults defaults, @Nullable InputDigest digest)
            throws IOException {
        return new EventStream(new ByteSource(in, 2 * PROBE), defaults, digest);
    }

    /// The next element, or null at the end.
    ///
    /// @throws MalformedStreamException when nothing more can be read, though the elements before stand
    public @Nullable Element next() throws IOException {
        byte[] value = value();
        return value == null ? null : element(value);
    }

    /// Whether the next element is here as a whole, so that [#next] would not wait for it. Told of lines only.
    public boolean isReady() {
        return (shape == StreamShape.LINES || shape == StreamShape.LINES_OF_OBJECTS) && in.hasLine();
    }

    /// Passes over elements without looking into them.
    ///
    /// @return how many there were, at most `count`
    public long skip(long count) throws IOException {
        long skipped = 0;
        while (skipped < count && value() != null) {
            skipped++;
        }
        return skipped;
    }

    /// How many bytes of the stream the elements that were read take, with what stands between them.
    public long consumed() {
        return in.taken();
    }

    private byte @Nullable [] value() throws IOException {
        byte[] value = switch (shape) {
            case LINES, LINES_OF_OBJECTS -> line();
            case ARRAY, DOCUMENTS -> split();
            case BINARY -> wholeStream();
        };
        if (value != null && digest != null) {
            digest.add(value);
        }
        return value;
    }

    private Element element(byte[] value) {
        try {
            JsonEventReader.Parsed parsed = JsonEventReader.parse(value);
            if (!parsed.isJson() && mustBeJson(value)) {
                return new Element(position, null, List.of(new Violation("element", "is not JSON")), value);
            }
            if (parsed.event() == null) {
                return new Element(position, defaults.wrap(value, parsed.isJson()));
            }
            byte[] invalid = FailedEvent.invalidElement(parsed.event());
            return invalid == null ? new Element(position, FailedEvent.restored(parsed.event())) : element(invalid);
        } catch (InvalidInputException e) {
            return new Element(position, null, e.violations(), value);
        }
    }

    /// An element of an array, and a line that begins like an object among lines that do, are not text.
    private boolean mustBeJson(byte[] value) {
        int first = StreamShape.firstNonBlank(value);
        return splitter != null || (shape == StreamShape.LINES_OF_OBJECTS && first >= 0 && value[first] == '{');
    }

    private byte @Nullable [] split() throws IOException {
        byte[] value = splitter == null ? null : splitter.next();
        position++;
        return value;
    }

    private byte @Nullable [] wholeStream() throws IOException {
        if (position++ > 0) {
            return null;
        }
        byte[] all = in.rest(MAX_EVENT_BYTES + 1);
        if (all.length > MAX_EVENT_BYTES) {
            throw new MalformedStreamException("a binary payload is larger than " + MAX_EVENT_BYTES + " bytes");
        }
        return all;
    }

    private byte @Nullable [] line() throws IOException {
        while (true) {
            byte[] line = in.line(MAX_EVENT_BYTES, position + 1);
            if (line == null) {
                return null;
            }
            position++;
            if (StreamShape.firstNonBlank(line) >= 0) {
                return withoutCarriageReturn(line);
            }
        }
    }

    private static byte[] withoutCarriageReturn(byte[] line) {
        return line[line.length - 1] == '\r' ? Arrays.copyOf(line, line.length - 1) : line;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
