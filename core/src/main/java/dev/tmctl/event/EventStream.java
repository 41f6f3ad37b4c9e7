package dev.tmctl.event;

import dev.tmctl.target.Violation;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The events of a file or pipe, one at a time, in the memory of one event.
///
/// The encoding and the shape are told from the first bytes: UTF-8, UTF-16 or UTF-32 with a byte order mark,
/// gzip; a JSON array (upstream's `-f`), JSON documents, newline-delimited CloudEvents or bare data, a JSON
/// text sequence, or, where the start is no text, one binary payload. A JSON object with a `specversion` is a
/// CloudEvent and must be a valid one; every other value is data. What [FailedEvent] wrote is read as it was
/// before it failed.
public final class EventStream implements AutoCloseable {
    /// The largest single event, in bytes: Kinesis' largest record in Base64 with room for the attributes.
    public static final int MAX_EVENT_BYTES = 16 * 1024 * 1024;

    private static final int PROBE = 64 * 1024;

    private final LineReader in;
    private final boolean recoded;
    private final @Nullable InputDigest digest;
    private final ElementSplitter splitter;
    private final ElementReader reader;

    private EventStream(LineReader in, boolean recoded, EventDefaults defaults, @Nullable InputDigest digest)
            throws IOException {
        this.in = in;
        this.recoded = recoded;
        this.digest = digest;
        while (in.ahead().length < PROBE && !InputFormat.isTold(in.ahead()) && in.more()) {
            // until enough is there
        }
        byte[] probe = in.ahead();
        InputFormat format = InputFormat.of(probe, in.hasEnded(), probe.length >= PROBE, defaults.declaresNoJson());
        splitter = switch (format) {
            case ARRAY -> new JsonValueSplitter(in, true, MAX_EVENT_BYTES);
            case DOCUMENTS -> new JsonValueSplitter(in, false, MAX_EVENT_BYTES);
            case LINES, LINES_OF_OBJECTS -> new LineSplitter(in, MAX_EVENT_BYTES);
            case SEQUENCE -> new SequenceSplitter(in, MAX_EVENT_BYTES);
            case BINARY -> new WholeInput(in, MAX_EVENT_BYTES);
        };
        reader = new ElementReader(format, defaults);
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
        InputEncoding.Decoded decoded = InputEncoding.utf8(in, defaults.declaresNoJson());
        return new EventStream(new LineReader(decoded.bytes(), 2 * PROBE), decoded.recoded(), defaults, digest);
    }

    /// The next element, or null at the end.
    ///
    /// @throws MalformedStreamException when nothing more can be read, though the elements before stand
    public @Nullable Element next() throws IOException {
        byte[] value = value();
        return value == null ? null : reader.element(splitter.position(), value, splitter.flaw(value));
    }

    /// Whether the next element is here as a whole, so that [#next] would not wait for it. Told of lines only.
    public boolean isReady() {
        return splitter.isReady();
    }

    /// How many of the elements so far were events, whose own attributes count.
    public long wholeEvents() {
        return reader.wholeEvents();
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

    /// Whether the input is unpacked or transcoded, so that its size says nothing of how much there is to read.
    public boolean isRecoded() {
        return recoded;
    }

    /// How many bytes of the stream the elements that were read take, with what stands between them.
    public long consumed() {
        return in.taken();
    }

    private byte @Nullable [] value() throws IOException {
        byte[] value = splitter.next();
        if (value != null && digest != null) {
            digest.add(value);
        }
        return value;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
