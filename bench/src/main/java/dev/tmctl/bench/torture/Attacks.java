package dev.tmctl.bench.torture;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tmctl.http.Http2Client;
import dev.tmctl.http.RawConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// What hostile and clumsy clients do. Each attack ends by itself within some seconds, and an attack that is cut off
/// has
/// done its part.
final class Attacks {
    private static final String HEAD = "POST / HTTP/1.1\r\nHost: localhost\r\n";
    private static final String EVENT = "ce-specversion: 1.0\r\nce-id: 1\r\nce-source: /attack\r\nce-type: t\r\n";
    private static final int LARGEST = 16 * 1024 * 1024;
    private static final List<String> MALFORMED = List.of(
            HEAD + EVENT + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n",
            HEAD + EVENT + "Transfer-Encoding: chunked\r\n\r\n+2\r\n{}\r\n0\r\n\r\n",
            HEAD + EVENT + "Content-Length : 2\r\n\r\n{}",
            HEAD + EVENT + "Content-Length: 2\n\n{}",
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\r\n\r\n");

    private final int port;
    private final Random random;
    private final String only;

    /// @param only the name of the one that is run, or empty for all in turn
    Attacks(int port, long seed, String only) {
        this.port = port;
        this.only = only;
        this.random = new Random(seed);
    }

    /// One of them, by name.
    private interface Attack {
        void run() throws IOException;
    }

    /// Runs the next one.
    ///
    /// @return its name
    String next() {
        Map<String, Attack> all = Map.of(
                "trickled bodies",
                () -> trickle(HEAD + EVENT + "Content-Length: 16000000\r\n\r\n", 200),
                "trickled headers",
                () -> trickle("POST / HTTP/1.1\r\n", 200),
                "headers without a body",
                () -> hold(HEAD + EVENT + "Transfer-Encoding: chunked\r\n\r\n", 300),
                "unfinished headers",
                () -> hold(HEAD + "Large: " + "x".repeat(60_000), 6_000),
                "idle connections",
                () -> hold("", 6_000),
                "broken uploads",
                this::breakUploads,
                "large bodies",
                this::sendLargeBodies,
                "malformed requests",
                this::sendMalformed,
                "floods",
                this::flood,
                "unread responses",
                this::readNothing);
        List<String> names = all.keySet().stream().sorted().toList();
        String name = only.isEmpty() ? names.get(random.nextInt(names.size())) : only;
        try {
            Objects.requireNonNull(all.get(name)).run();
        } catch (IOException e) {
            // cut off
        }
        return name;
    }

    private static void rest(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private static void closeAll(List<? extends AutoCloseable> connections) {
        for (AutoCloseable connection : connections) {
            try {
                connection.close();
            } catch (Exception e) {
                // it is gone
            }
        }
    }

    private void hold(String text, int count) throws IOException {
        byte[] bytes = text.getBytes(US_ASCII);
        List<RawConnection> open = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                RawConnection connection = new RawConnection(port);
                open.add(connection);
                connection.sendAsFarAsPossible(bytes, 1);
            }
            rest(3_000);
        } finally {
            closeAll(open);
        }
    }

    private void trickle(String head, int count) throws IOException {
        List<RawConnection> open = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                open.add(new RawConnection(port).send(head));
            }
            for (int second = 0; second < 15; second++) {
                open.forEach(connection -> connection.sendAsFarAsPossible(new byte[] {'x'}, 1));
                rest(1_000);
            }
        } finally {
            closeAll(open);
        }
    }

    private void breakUploads() throws IOException {
        for (int i = 0; i < 100; i++) {
            try (Http2Client client = new Http2Client(port)) {
                for (int stream = 1; stream < 16; stream += 2) {
                    client.begin(
                            stream,
                            false,
                            "POST",
                            Map.of(
                                    "ce-specversion",
                                    "1.0",
                                    "ce-id",
                                    "1",
                                    "ce-source",
                                    "/attack",
                                    "ce-type",
                                    "t",
                                    "content-length",
                                    "10000000"));
                    client.send(Http2Client.DATA, 0, stream, new byte[7_000]);
                }
                switch (i % 3) {
                    case 0 -> client.send(Http2Client.RST_STREAM, 0, 1, new byte[] {0, 0, 0, 8});
                    case 1 -> client.send(Http2Client.GOAWAY, 0, 0, new byte[8]);
                    default -> {
                        // closed without a word
                    }
                }
            }
        }
    }

    private void sendLargeBodies() {
        byte[] zeros = new byte[LARGEST];
        byte[] batch = ("[" + "7,".repeat(LARGEST / 2 - 4) + "7]").getBytes(US_ASCII);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            boolean even = i % 2 == 0;
            threads.add(Thread.startVirtualThread(() -> {
                try (RawConnection connection = new RawConnection(port)) {
                    byte[] body = even ? zeros : batch;
                    String type = even ? EVENT : "Content-Type: application/cloudevents-batch+json\r\n";
                    connection
                            .send(HEAD + type + "Content-Length: " + body.length + "\r\n\r\n")
                            .sendAsFarAsPossible(body, 1)
                            .read();
                } catch (IOException e) {
                    // refused in the middle
                }
            }));
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void sendMalformed() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            try (RawConnection connection = new RawConnection(port)) {
                connection.send(MALFORMED.get(random.nextInt(MALFORMED.size())));
                if (random.nextBoolean()) {
                    connection.read();
                }
            } catch (IOException e) {
                // not every one of them is answered
            }
        }
    }

    private void flood() throws IOException {
        byte[] head = Http2Client.head("POST", Map.of("ce-id", "1"));
        for (int kind = 0; kind < 3; kind++) {
            try (Http2Client client = new Http2Client(port)) {
                for (int i = 0; i < 40_000; i++) {
                    switch (kind) {
                        case 0 -> {
                            client.send(Http2Client.HEADERS, Http2Client.END_HEADERS, 2 * i + 1, head);
                            client.send(Http2Client.RST_STREAM, 0, 2 * i + 1, new byte[] {0, 0, 0, 8});
                        }
                        case 1 -> client.send(Http2Client.PING, 0, 0, new byte[8]);
                        default -> client.send(Http2Client.HEADERS, Http2Client.END_HEADERS, 2 * i + 1, head);
                    }
                }
            } catch (IOException e) {
                // the adapter has had enough
            }
        }
    }

    private void readNothing() throws IOException {
        List<RawConnection> open = new ArrayList<>();
        byte[] requests =
                "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(20).getBytes(US_ASCII);
        try {
            for (int i = 0; i < 100; i++) {
                open.add(new RawConnection(port).send(requests));
            }
            rest(3_000);
        } finally {
            closeAll(open);
        }
    }
}
