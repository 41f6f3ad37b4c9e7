package dev.tmctl.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// The UTF-8 form of a text in another encoding. What is malformed is reported, never replaced.
final class TranscodedInput extends InputStream {
    private static final int CHARACTERS = 8 * 1024;
    private static final int MAX_BYTES_PER_CHARACTER = 3;

    private final Charset charset;
    private final Reader reader;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    private final CharBuffer characters = CharBuffer.allocate(CHARACTERS).limit(0);
    private final ByteBuffer bytes =
            ByteBuffer.allocate(CHARACTERS * MAX_BYTES_PER_CHARACTER).limit(0);
    private boolean ended;

    TranscodedInput(InputStream in, Charset charset) {
        this.charset = charset;
        this.reader = new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    @Override
    public int read() throws IOException {
        return fill() ? bytes.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, bytes.remaining());
        bytes.get(into, offset, count);
        return count;
    }

    private boolean fill() throws IOException {
        try {
            while (!bytes.hasRemaining() && !ended) {
                characters.compact();
                ended = reader.read(characters) < 0;
                characters.flip();
                bytes.clear();
                encoder.encode(characters, bytes, ended);
                bytes.flip();
            }
            return bytes.hasRemaining();
        } catch (CharacterCodingException e) {
            throw new MalformedStreamException(
                    "the text is not " + charset.name() + " throughout, as its first bytes say");
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
