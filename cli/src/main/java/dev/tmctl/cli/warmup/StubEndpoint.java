package dev.tmctl.cli.warmup;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/// An adapter and a Kinesis on loopback that take everything. It is made of sockets only: a server's classes would
/// fill the cache of a client that never uses them.
final class StubEndpoint implements AutoCloseable {
    private static final int HEAD_END = 4;
    private static final String SHARD = "shardId-000000000000";
    private static final String SEQUENCE = "49590338271490256608559692538361571095921575989136588898";
    private static final String RESULT_HEADERS = "ce-specversion: 1.0\r\nce-id: 1\r\nce-source: stub\r\n"
            + "ce-type: io.triggermesh.targets.aws.kinesis.result\r\nContent-Type: application/json\r\n";
    private static final String RESULT =
            "{\"ShardId\":\"" + SHARD + "\",\"SequenceNumber\":\"" + SEQUENCE + "\",\"EncryptionType\":\"NONE\"}";

    private static final String STATUS =
            "{\"delivered\":1,\"failed\":0,\"engine\":{\"requests\":1,\"record\":{\"p50\":2.039}}}";

    private final ServerSocket server;

    StubEndpoint() throws IOException {
        server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // it is closed
        }
    }

    private static void serve(Socket socket) {
        try (socket;
                InputStream in = new BufferedInputStream(socket.getInputStream())) {
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                in.skipNBytes(contentLength(head));
                socket.getOutputStream().write(answer(head));
            }
        } catch (IOException e) {
            // the client is gone
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.append((char) next);
            if (head.length() > HEAD_END && head.indexOf("\r\n\r\n", head.length() - HEAD_END) >= 0) {
                return head.toString().toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }

    private static int contentLength(String head) {
        return head.lines()
                .filter(line -> line.startsWith("content-length:"))
                .mapToInt(line ->
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
    }

    private static byte[] answer(String head) {
        if (head.startsWith("get /statusz")) {
            return response("Content-Type: application/json\r\n", STATUS.getBytes(StandardCharsets.UTF_8));
        }
        if (!head.contains("x-amz-target:")) {
            return response(RESULT_HEADERS, RESULT.getBytes(StandardCharsets.UTF_8));
        }
        Map<String, String> fields =
                head.contains(".putrecord") ? Map.of("ShardId", SHARD, "SequenceNumber", SEQUENCE) : Map.of();
        return response("x-amzn-RequestId: warm-up\r\nContent-Type: application/x-amz-cbor-1.1\r\n", cbor(fields));
    }

    /// RFC 8949, section 3: a map of texts of up to 255 bytes.
    private static byte[] cbor(Map<String, String> fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0xa0 | fields.size());
        fields.forEach((name, value) -> {
            for (String text : new String[] {name, value}) {
                out.write(0x78);
                out.write(text.length());
                out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
            }
        });
        return out.toByteArray();
    }

    private static byte[] response(String headers, byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String head = "HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n";
        out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(body);
        return out.toByteArray();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
