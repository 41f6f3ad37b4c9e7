package dev.tmctl.event;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Unpacks gzip of one or more members. The JDK's stream ends without a word where something else follows a
/// member, and what follows would be lost.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc1952#section-2.2">RFC 1952, section 2.2</a>
public final class GzipInput extends GZIPInputStream {
    private static final int BUFFER = 16 * 1024;
    private static final int TRAILER = 8;

    /// @throws ZipException when it does not begin like gzip
    public GzipInput(InputStream in) throws IOException {
        super(new Counted(in), BUFFER);
    }

    @Override
    protected void fill() throws IOException {
        super.fill();
        ((Counted) in).count = 0;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        // at the end only the trailer of the last member may be behind the compressed data
        if (count < 0 && inf.getRemaining() + ((Counted) in).count != TRAILER) {
            throw new ZipException("something follows the gzip data");
        }
        return count;
    }

    /// Counts what is read past the buffer.
    private static final class Counted extends FilterInputStream {
        private long count;

        private Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            count += Math.max(read, 0);
            return read;
        }
    }

    /// Whether a failure of this stream says that its data is damaged, and not that it cannot be read.
    public static boolean isDamage(IOException e) {
        return e instanceof ZipException || e instanceof EOFException;
    }
}
