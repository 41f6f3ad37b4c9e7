package dev.tmctl.bench.load;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A kept-alive HTTP/1.1 connection to this machine that sends ready-made requests and costs next to nothing. It knows
/// answers with a `Content-Length` only.
final class HttpConnection implements Closeable {
    private static final int BUFFER = 64 * 1024;
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;

    HttpConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        out = socket.getOutputStream();
        in = socket.getInputStream();
    }

    /// Sends a request and passes over the answer.
    ///
    /// @return the answer's status
    int exchange(byte[] request) throws IOException {
        out.write(request);
        int headEnd = head();
        String head = new String(buffer, from, headEnd - from, StandardCharsets.ISO_8859_1);
        from = headEnd;
        skip(contentLength(head));
        return Integer.parseInt(head.substring(STATUS_AT, STATUS_AT + 3));
    }

    /// Reads until the head of an answer is in the buffer.
    private int head() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        for (int at = 3; ; at++) {
            while (at >= to) {
                fill();
            }
            if (buffer[at] == '\n' && buffer[at - 1] == '\r' && buffer[at - 2] == '\n') {
                return at + 1;
            }
        }
    }

    private void fill() throws IOException {
        int read = in.read(buffer, to, buffer.length - to);
        if (read <= 0) {
            throw new EOFException("the connection ended within an answer");
        }
        to += read;
    }

    private static long contentLength(String head) throws IOException {
        String lower = head.toLowerCase(Locale.ROOT);
        int at = lower.indexOf(LENGTH);
        if (at < 0) {
            throw new IOException("an answer without Content-Length: "
                    + head.lines().findFirst().orElse(""));
        }
        return Long.parseLong(
                lower.substring(at + LENGTH.length(), lower.indexOf('\r', at)).strip());
    }

    private void skip(long length) throws IOException {
        long buffered = Math.min(length, to - from);
        from += (int) buffered;
        for (long left = length - buffered; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read <= 0) {
                throw new EOFException("the connection ended within an answer");
            }
            left -= read;
            from = 0;
            to = 0;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
