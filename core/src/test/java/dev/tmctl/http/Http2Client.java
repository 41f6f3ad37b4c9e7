package dev.tmctl.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/// A client of HTTP/2 that sends frames as a test says.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9113#section-6">RFC 9113, section 6</a>
public final class Http2Client implements AutoCloseable {
    public static final int DATA = 0;
    public static final int HEADERS = 1;
    public static final int RST_STREAM = 3;
    public static final int SETTINGS = 4;
    public static final int PING = 6;
    public static final int GOAWAY = 7;
    public static final int WINDOW_UPDATE = 8;
    public static final int CONTINUATION = 9;
    public static final int END_STREAM = 1;
    public static final int ACK = 1;
    public static final int END_HEADERS = 4;

    private static final int TIMEOUT_MILLIS = 30_000;
    private static final int FRAME_HEADER = 9;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    /// A frame.
    public record Frame(int type, int flags, int stream, byte[] payload) {}

    /// Connects, and begins with prior knowledge.
    public Http2Client(int port) throws IOException {
        this(new Socket("127.0.0.1", port));
    }

    /// Begins on a connection, which it closes in the end.
    public Http2Client(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
        send(SETTINGS, 0, 0, new byte[0]);
    }

    /// A frame's bytes.
    public static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(FRAME_HEADER + payload.length)
                .putInt(payload.length << 8 | type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    /// Sends one frame.
    public void send(int type, int flags, int stream, byte[] payload) throws IOException {
        out.write(frame(type, flags, stream, payload));
    }

    /// Sends bytes that need be no frame.
    public void send(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /// Begins a request; the headers are literal, and not compressed.
    public void begin(int stream, boolean ends, String method, Map<String, String> headers) throws IOException {
        send(HEADERS, END_HEADERS | (ends ? END_STREAM : 0), stream, head(method, headers));
    }

    /// The header block of a request for `/` at localhost.
    public static byte[] head(String method, Map<String, String> headers) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        field(block, ":method", method);
        field(block, ":scheme", "http");
        field(block, ":path", "/");
        field(block, ":authority", "localhost");
        headers.forEach((name, value) -> field(block, name, value));
        return block.toByteArray();
    }

    private static void field(ByteArrayOutputStream block, String name, String value) {
        block.write(0);
        text(block, name);
        text(block, value);
    }

    private static void text(ByteArrayOutputStream block, String text) {
        int length = text.length();
        if (length < 127) {
            block.write(length);
        } else {
            block.write(127);
            int rest = length - 127;
            while (rest >= 128) {
                block.write(rest % 128 + 128);
                rest /= 128;
            }
            block.write(rest);
        }
        block.writeBytes(text.getBytes(US_ASCII));
    }

    /// The next frame.
    public Frame read() throws IOException {
        int lengthAndType = in.readInt();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        return new Frame(lengthAndType & 0xFF, flags, stream, in.readNBytes(lengthAndType >>> 8));
    }

    /// The next frame of one of the types; others are ignored.
    public Frame await(Integer... types) throws IOException {
        List<Integer> wanted = List.of(types);
        Frame frame = read();
        while (!wanted.contains(frame.type())) {
            frame = read();
        }
        return frame;
    }

    /// Reads until a stream has been answered, and lets the server send on.
    ///
    /// @return the body
    public byte[] response(int stream) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            Frame frame = read();
            if (frame.type() == GOAWAY || frame.type() == RST_STREAM && frame.stream() == stream) {
                throw new IOException("no response: frame of type " + frame.type() + ", error "
                        + ByteBuffer.wrap(frame.payload()).getInt(frame.type() == GOAWAY ? 4 : 0));
            }
            if (frame.stream() == stream && frame.type() == DATA) {
                body.writeBytes(frame.payload());
                if (frame.payload().length > 0) {
                    byte[] credit = ByteBuffer.allocate(4)
                            .putInt(frame.payload().length)
                            .array();
                    send(WINDOW_UPDATE, 0, 0, credit);
                }
            }
            boolean carriesEnd = frame.type() == DATA || frame.type() == HEADERS;
            if (frame.stream() == stream && carriesEnd && (frame.flags() & END_STREAM) != 0) {
                return body.toByteArray();
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
