package dev.tmctl.net;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.config.Http1Config;

/// What a client takes of an answer, so that no server can fill its memory. The HTTP library has no bounds of
/// its own.
public final class ResponseBounds {
    /// Characters of the status line, of a header with its folded lines, of a chunk's size.
    private static final int MAX_LINE = 16 * 1024;

    /// Headers and trailers each; AWS sends about ten, web servers up to 40.
    private static final int MAX_HEADERS = 128;

    /// The bounds of everything but the body.
    public static final Http1Config HEADERS = Http1Config.custom()
            .setMaxLineLength(MAX_LINE)
            .setMaxHeaderCount(MAX_HEADERS)
            .build();

    /// What is read to use a connection again, in bytes; more than what usually stands behind the last read.
    private static final int MAX_UNREAD = 64 * 1024;

    private ResponseBounds() {}

    /// A whole body.
    ///
    /// @param most how many bytes it may have
    /// @throws IOException when it has more
    public static byte[] read(InputStream body, int most) throws IOException {
        byte[] bytes = body.readNBytes(most + 1);
        if (bytes.length > most) {
            throw tooLarge(most);
        }
        return bytes;
    }

    /// A body that ends with an error behind its bound.
    ///
    /// @param most how many bytes it may have
    /// @param abort breaks the connection off, since the library reads a body that is closed to its end
    public static InputStream bounded(InputStream body, long most, Runnable abort) {
        return new Bounded(body, most, abort);
    }

    private static IOException tooLarge(long most) {
        return new ResponseException("the answer has more than " + most + " bytes");
    }

    private static final class Bounded extends FilterInputStream {
        private final long most;
        private final Runnable abort;
        private long left;
        private boolean ended;

        Bounded(InputStream in, long most, Runnable abort) {
            super(in);
            this.most = most;
            this.left = most;
            this.abort = abort;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            ended = read < 0;
            left -= Math.max(0, read);
            if (left < 0) {
                ended = true;
                abort.run();
                throw tooLarge(most);
            }
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            return Math.max(0, read(new byte[Math.clamp(count, 0, MAX_UNREAD)]));
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public void close() throws IOException {
            byte[] rest = new byte[MAX_UNREAD / 8];
            for (int unread = 0; !ended; ) {
                unread += Math.max(0, read(rest, 0, rest.length));
                if (unread > MAX_UNREAD) {
                    ended = true;
                    abort.run();
                }
            }
            super.close();
        }
    }
}
