package dev.tmctl.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Cuts a stream of JSON objects and arrays, or the elements of one array, into the bytes of each value.
///
/// It only counts brackets and strings, so that any size of stream needs the memory of one value; whoever
/// takes a value parses it and finds what is malformed inside.
final class JsonValueSplitter implements ElementSplitter {
    static final String WITHOUT_COMMAS = "leave the commas out, or put all values into one array: [ ]";

    private final LineReader in;
    private final int limit;
    private final boolean insideArray;
    private boolean ended;
    private boolean brokenOff;
    private long elements;
    private long position;

    /// @param insideArray whether the stream is one array whose elements are wanted; its `[` is read here
    /// @param limit the largest value in bytes
    JsonValueSplitter(LineReader in, boolean insideArray, int limit) throws IOException {
        this.in = in;
        this.insideArray = insideArray;
        this.limit = limit;
        if (insideArray && skipBlank() != '[') {
            throw new IOException("not a JSON array");
        }
    }

    /// The next value's bytes, or null at the end. What breaks off at the end of the stream is a value too,
    /// which whoever parses it refuses.
    ///
    /// @throws MalformedStreamException when the stream has no value where one must be
    @Override
    public byte @Nullable [] next() throws IOException {
        if (brokenOff && insideArray) {
            brokenOff = false;
            throw malformed("the array is not closed");
        }
        if (ended) {
            return null;
        }
        int first = skipBlank();
        if (insideArray && first != ']' && first >= 0) {
            first = elementAfter(first);
        }
        if (insideArray && first == ']') {
            ended = true;
            if (skipBlank() >= 0) {
                throw new MalformedStreamException("something follows the array");
            }
            return null;
        }
        if (first < 0) {
            ended = true;
            if (insideArray) {
                throw new MalformedStreamException("the array is not closed");
            }
            return null;
        }
        if (!insideArray && first == ',') {
            throw malformed("a comma follows element " + position + "; " + WITHOUT_COMMAS);
        }
        position++;
        return value(first);
    }

    /// Elements stand between single commas.
    private int elementAfter(int first) throws IOException {
        if (elements++ == 0) {
            if (first == ',') {
                throw malformed("the array begins with a comma");
            }
            return first;
        }
        if (first != ',') {
            throw malformed("a comma is missing after element " + (elements - 1));
        }
        int next = skipBlank();
        if (next == ',' || next == ']') {
            throw malformed("there is a comma too many after element " + (elements - 1));
        }
        return next;
    }

    private MalformedStreamException malformed(String message) {
        ended = true;
        return new MalformedStreamException(message);
    }

    private byte[] value(int first) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        int depth = 0;
        boolean string = false;
        boolean escaped = false;
        for (int b = first; ; b = in.read()) {
            if (b < 0) {
                ended = true;
                brokenOff = true;
                return bytes.toByteArray();
            }
            bytes.write(b);
            if (bytes.size() > limit) {
                ended = true;
                throw new MalformedStreamException("a JSON value is larger than " + limit + " bytes");
            }
            if (string) {
                if (escaped) {
                    escaped = false;
                } else if (b == '\\') {
                    escaped = true;
                } else if (b == '"') {
                    string = false;
                }
            } else if (b == '"') {
                string = true;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                depth--;
            }
            if (depth == 0 && !string && endsHere()) {
                return bytes.toByteArray();
            }
        }
    }

    /// At depth 0 and outside a string a value ends at a closing bracket or quote, or before a separator.
    private boolean endsHere() throws IOException {
        int b = in.peek();
        return b < 0 || b == ',' || b == ']' || b == '{' || b == '[' || b == 0xEF || isBlank(b);
    }

    @Override
    public long position() {
        return position;
    }

    /// Between documents a byte order mark is no more than a blank: files that have one were joined.
    private int skipBlank() throws IOException {
        while (true) {
            if (!insideArray && in.peek() == 0xEF) {
                in.skipByteOrderMark();
            }
            int b = in.read();
            if (b < 0 || !isBlank(b)) {
                return b;
            }
        }
    }

    private static boolean isBlank(int b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == SequenceSplitter.RECORD_SEPARATOR;
    }
}
