package dev.tmctl.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Takes the encoding of a file of events off: a byte order mark, UTF-16, UTF-32, gzip.
final class InputEncoding {
    private static final int LONGEST = 16;

    private InputEncoding() {}

    /// An input without its encoding.
    ///
    /// @param bytes as UTF-8, or as they are where no signature is known
    /// @param recoded whether there are more or fewer of them than the input has
    record Decoded(InputStream bytes, boolean recoded) {}

    /// Takes the encoding off.
    ///
    /// @param asIs whether packed data is wanted as it is
    /// @throws MalformedStreamException when they are encoded in a way that is not read here; the message
    ///     says how to convert them
    static Decoded utf8(InputStream in, boolean asIs) throws IOException {
        return utf8(in, asIs, false);
    }

    private static Decoded utf8(InputStream in, boolean asIs, boolean unpacked) throws IOException {
        PushbackInputStream bytes = new PushbackInputStream(in, LONGEST);
        byte[] start = start(bytes);
        Signature signature = Signature.of(start);
        Charset charset = signature == null ? null : signature.charset();
        if (signature == null || (asIs && charset == null)) {
            bytes.unread(start);
            return new Decoded(bytes, unpacked);
        }
        if (charset != null) {
            bytes.unread(start, signature.length(), start.length - signature.length());
            return charset.equals(StandardCharsets.UTF_8)
                    ? new Decoded(bytes, unpacked)
                    : new Decoded(new TranscodedInput(bytes, charset), true);
        }
        if (signature != Signature.GZIP || unpacked) {
            throw new MalformedStreamException("the input is " + signature.label() + (unpacked ? " inside gzip" : "")
                    + "; unpack or convert it first: " + signature.tool() + " FILE | tmctl send -f -");
        }
        bytes.unread(start);
        return utf8(new Unpacked(bytes), false, true);
    }

    /// Not more than is needed: more may never come through a pipe.
    private static byte[] start(InputStream in) throws IOException {
        ByteArrayOutputStream start = new ByteArrayOutputStream();
        while (Signature.isOpen(start.toByteArray())) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            start.write(next);
        }
        return start.toByteArray();
    }

    /// Says in the field's words that gzip data is damaged.
    private static final class Unpacked extends InputStream {
        private final InputStream gzip;

        private Unpacked(InputStream in) throws IOException {
            try {
                gzip = new GzipInput(in);
            } catch (IOException e) {
                throw told(e);
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                return gzip.read(into, offset, length);
            } catch (IOException e) {
                throw told(e);
            }
        }

        @Override
        public void close() throws IOException {
            gzip.close();
        }

        private static IOException told(IOException e) {
            return GzipInput.isDamage(e)
                    ? new MalformedStreamException("the gzip data is damaged, breaks off, or something follows it")
                    : e;
        }
    }
}
