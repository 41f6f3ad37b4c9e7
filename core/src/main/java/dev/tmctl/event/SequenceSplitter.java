package dev.tmctl.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The texts of a JSON text sequence: each stands behind a record separator.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc7464">RFC 7464</a>
final class SequenceSplitter implements ElementSplitter {
    static final byte RECORD_SEPARATOR = 0x1E;

    private final LineReader in;
    private final int limit;
    private long position;

    /// @param limit the longest text in bytes
    SequenceSplitter(LineReader in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    @Override
    public byte @Nullable [] next() throws IOException {
        while (true) {
            ByteArrayOutputStream text = new ByteArrayOutputStream(256);
            int next = in.read();
            for (; next >= 0 && next != RECORD_SEPARATOR; next = in.read()) {
                if (text.size() == limit) {
                    throw new MalformedStreamException("a text of the sequence is longer than " + limit + " bytes");
                }
                text.write(next);
            }
            byte[] element = text.toByteArray();
            // section 2.1: separators with nothing between them are no texts
            if (InputFormat.firstNonBlank(element) >= 0) {
                position++;
                return element;
            }
            if (next < 0) {
                return null;
            }
        }
    }

    @Override
    public long position() {
        return position;
    }

    /// Section 2.4: what has no end of its own, such as a number, may have lost some of it unless a blank
    /// follows.
    @Override
    public @Nullable String flaw(byte[] element) {
        int first = InputFormat.firstNonBlank(element);
        boolean ends = first >= 0 && "{[\"".indexOf(element[first]) >= 0;
        return ends || element[element.length - 1] <= ' '
                ? null
                : "may be cut short: no line end follows it (RFC 7464, section 2.4)";
    }
}
