package dev.tmctl.aws;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server, or a proxy, that shows the head of each request as it came and answers with bytes.
public final class RawServer implements AutoCloseable {
    private final ServerSocket server;
    private final Answer answer;
    private final List<String> heads = new CopyOnWriteArrayList<>();

    /// Writes an answer.
    public interface Answer {
        /// @param out goes to the client, who may have gone
        void to(OutputStream out) throws IOException;
    }

    /// Starts it on a free port of this machine.
    public RawServer(Answer answer) {
        this.answer = answer;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /// One that answers PutRecord in JSON.
    public static RawServer kinesis() {
        return whole("{\"ShardId\":\"shardId-000000000000\",\"SequenceNumber\":\"1\"}");
    }

    /// One that answers 200 with a body.
    public static RawServer whole(String body) {
        return new RawServer(out -> out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + body.getBytes(ISO_8859_1).length
                        + "\r\nConnection: close\r\n\r\n" + body)
                .getBytes(ISO_8859_1)));
    }

    /// The port that it listens on.
    public int port() {
        return server.getLocalPort();
    }

    /// Where it listens, as a proxy is named.
    public String authority() {
        return "127.0.0.1:" + port();
    }

    /// The heads of all requests so far.
    public List<String> heads() {
        return List.copyOf(heads);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return;
                }
                head.append((char) next);
            }
            heads.add(head.toString());
            head.toString()
                    .lines()
                    .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                    .mapToInt(line -> Integer.parseInt(
                            line.substring(line.indexOf(':') + 1).strip()))
                    .forEach(length -> skip(in, length));
            OutputStream out = socket.getOutputStream();
            answer.to(out);
            out.flush();
        } catch (IOException | UncheckedIOException e) {
            // the client has gone
        }
    }

    private static void skip(InputStream in, int length) {
        try {
            in.skipNBytes(length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
