package dev.tmctl.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// A client of HTTP/1.1 that sends whatever it is given, byte for byte.
public final class RawConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    /// A response.
    ///
    /// @param headers by lower-case name
    public record Response(String line, Map<String, String> headers, String body) {
        /// The status.
        public int status() {
            return Integer.parseInt(line.split(" ", 3)[1]);
        }
    }

    /// Connects to 127.0.0.1.
    public RawConnection(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /// Sends bytes.
    public RawConnection send(byte[] bytes) throws IOException {
        out.write(bytes);
        return this;
    }

    /// Sends characters up to U+00FF as bytes.
    public RawConnection send(String text) throws IOException {
        return send(text.getBytes(ISO_8859_1));
    }

    /// Sends as much as the server takes; to be cut off is no error.
    public RawConnection sendAsFarAsPossible(byte[] bytes, int times) {
        try {
            for (int i = 0; i < times; i++) {
                out.write(bytes);
            }
        } catch (IOException e) {
            // the server has closed the connection; what it sent before can be read
        }
        return this;
    }

    /// Says that nothing more is sent.
    public void endOfInput() throws IOException {
        socket.shutdownOutput();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("closed after \"" + line + "\"");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(ISO_8859_1);
    }

    /// Reads one response to its end.
    public Response read() throws IOException {
        return read(true);
    }

    /// Reads one response, which has no body.
    public Response readHead() throws IOException {
        return read(false);
    }

    private Response read(boolean body) throws IOException {
        String first = line();
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        String length = headers.get("content-length");
        byte[] bytes = !body || first.contains(" 100 ")
                ? new byte[0]
                : length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
        return new Response(first, headers, new String(bytes, ISO_8859_1));
    }

    /// Everything until the server closes the connection.
    public byte[] readToEnd() throws IOException {
        return in.readAllBytes();
    }

    /// Whether the server closes the connection without another byte.
    public boolean isClosed() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
