package dev.tmctl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.adapter.AdapterServer;
import dev.tmctl.adapter.AdapterSettings;
import dev.tmctl.delivery.FakeKinesis;
import dev.tmctl.local.LocalKinesis;
import dev.tmctl.local.LocalKinesisConfig;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Credit that is summed up for a connection is summed by several threads: some could be lost, or a frame with none be
/// sent, for which a client closes the connection.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9113#section-6.9">RFC 9113, 6.9</a>
class WindowUpdateTest {
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int WINDOW_UPDATE = 8;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final byte POST = (byte) 0x83;
    private static final byte ROOT = (byte) 0x84;
    private static final byte HTTP = (byte) 0x86;
    private static final byte AUTHORITY = 1;
    private static final int MILLIS = 20_000;
    private static final List<Integer> EACH = List.of(1024 * 1024 - 65_535, 1_000, 7, 4_000, 4_993);

    @TempDir
    private Path directory;

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .putInt(payload.length << 8 | type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    /// A POST in HPACK; what the table of names does not have is not compressed.
    private static byte[] head(int length) {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.writeBytes(new byte[] {POST, ROOT, HTTP, AUTHORITY});
        text(head, "localhost");
        field(head, "content-length", Integer.toString(length));
        field(head, "x-amz-target", "Kinesis_20131202.PutRecords");
        return head.toByteArray();
    }

    private static void field(ByteArrayOutputStream head, String name, String value) {
        head.write(0);
        text(head, name);
        text(head, value);
    }

    private static void text(ByteArrayOutputStream head, String text) {
        head.write(text.length());
        head.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    /// The next credit for the connection.
    private static int credit(DataInputStream in) throws IOException {
        while (true) {
            int lengthAndType = in.readInt();
            in.readByte();
            int stream = in.readInt();
            byte[] payload = in.readNBytes(lengthAndType >>> 8);
            if ((lengthAndType & 0xFF) == WINDOW_UPDATE && stream == 0) {
                return ByteBuffer.wrap(payload).getInt();
            }
        }
    }

    /// The credits for frames of a request with 10,000 bytes, as they are when each is sent after the one before.
    private static List<Integer> credits(int port) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(MILLIS);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.write(frame(SETTINGS, 0, 0, new byte[0]));
            List<Integer> credits = new ArrayList<>();
            credits.add(credit(in));
            out.write(frame(HEADERS, END_HEADERS, 1, head(10_000)));
            for (int length : new int[] {1_000, 7, 4_000, 4_993}) {
                // a server that stops waits for requests that have begun
                out.write(frame(DATA, length == 4_993 ? END_STREAM : 0, 1, new byte[length]));
                credits.add(credit(in));
            }
            return credits;
        }
    }

    @Test
    void localKinesisCreditsEveryFrameByItself() throws IOException {
        try (LocalKinesis kinesis = LocalKinesis.start(LocalKinesisConfig.in(directory))) {
            assertThat(credits(kinesis.endpoint().getPort())).isEqualTo(EACH);
        }
    }

    @Test
    void adapterCreditsEveryFrameByItself() throws IOException {
        try (FakeKinesis kinesis = new FakeKinesis();
                AdapterServer adapter =
                        AdapterServer.start(new AdapterSettings(kinesis.target(), "127.0.0.1", 0, ""), Map.of())) {
            assertThat(credits(adapter.port())).isEqualTo(EACH);
        }
    }
}
