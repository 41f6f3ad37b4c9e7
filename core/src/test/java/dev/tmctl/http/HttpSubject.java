package dev.tmctl.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.adapter.AdapterServer;
import dev.tmctl.adapter.AdapterSettings;
import dev.tmctl.files.PrivateFiles;
import dev.tmctl.local.LocalKinesis;
import dev.tmctl.local.LocalKinesisConfig;
import dev.tmctl.target.Auth;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.PartitionKey;
import dev.tmctl.target.StreamArn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.awaitility.Awaitility;

/// A server that is tortured: the adapter in front of a local Kinesis, or a local Kinesis.
interface HttpSubject extends AutoCloseable {
    int port();

    /// What a good request has beside its length.
    Map<String, String> headers();

    /// A good request's body.
    String body();

    /// The bytes and requests that the server says it holds.
    String inFlight();

    /// What it says when it holds nothing.
    String NOTHING = "0 bytes, 0 requests";

    @Override
    void close();

    /// The lines of a request's head but the last empty one.
    default String head(String requestLine) {
        StringBuilder head = new StringBuilder(requestLine).append("\r\nHost: localhost\r\n");
        headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        return head.toString();
    }

    /// A good request.
    default String good() {
        return head("POST / HTTP/1.1") + "Content-Length: " + body().length() + "\r\n\r\n" + body();
    }

    /// Whoever behaves well is served in time, and nothing of what came before is held.
    default void assertServes() {
        try (RawConnection connection = new RawConnection(port())) {
            long start = System.nanoTime();
            RawConnection.Response response = connection.send(good()).read();
            assertThat(response.status()).as(response.toString()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        } catch (IOException e) {
            throw new AssertionError("a good request is not answered", e);
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(inFlight()).isEqualTo(NOTHING));
    }

    /// A local Kinesis.
    static HttpSubject localKinesis() throws IOException {
        return Local.start();
    }

    /// An adapter, and the local Kinesis that it stores in.
    static HttpSubject adapter() throws IOException {
        Local local = Local.start();
        local.call("CreateStream", "{\"StreamName\":\"orders\",\"ShardCount\":1}");
        KinesisTarget target = new KinesisTarget(
                "orders",
                StreamArn.parse("arn:aws:kinesis:us-east-1:000000000000:stream/orders"),
                new PartitionKey("key"),
                new Auth.DefaultChain(),
                null,
                local.kinesis().endpoint(),
                null,
                true,
                null);
        return new Adapter(local, AdapterServer.start(new AdapterSettings(target, "127.0.0.1", 0, ""), Map.of()));
    }

    /// The local Kinesis.
    record Local(LocalKinesis kinesis, Path folder) implements HttpSubject {
        static Local start() throws IOException {
            Path folder = Files.createTempDirectory("torture");
            return new Local(LocalKinesis.start(LocalKinesisConfig.in(folder)), folder);
        }

        @Override
        public int port() {
            return kinesis.port();
        }

        @Override
        public Map<String, String> headers() {
            return headers("ListStreams");
        }

        private static Map<String, String> headers(String operation) {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Content-Type", "application/x-amz-json-1.1");
            headers.put("X-Amz-Target", "Kinesis_20131202." + operation);
            headers.put("Authorization", "any");
            return headers;
        }

        void call(String operation, String body) throws IOException {
            StringBuilder head = new StringBuilder("POST / HTTP/1.1\r\nHost: localhost\r\n");
            headers(operation)
                    .forEach((name, value) ->
                            head.append(name).append(": ").append(value).append("\r\n"));
            try (RawConnection connection = new RawConnection(port())) {
                connection.send(head + "Content-Length: " + body.length() + "\r\n\r\n" + body);
                assertThat(connection.read().status()).isEqualTo(200);
            }
        }

        @Override
        public String body() {
            return "{}";
        }

        @Override
        public String inFlight() {
            return kinesis.bytesInFlight() + " bytes, " + kinesis.callsInFlight() + " requests";
        }

        @Override
        public void close() {
            kinesis.close();
            try {
                PrivateFiles.deleteTree(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// The adapter.
    record Adapter(Local local, AdapterServer server) implements HttpSubject {
        @Override
        public int port() {
            return server.port();
        }

        @Override
        public Map<String, String> headers() {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("ce-specversion", "1.0");
            headers.put("ce-id", "1");
            headers.put("ce-source", "/s");
            headers.put("ce-type", "t");
            return headers;
        }

        @Override
        public String body() {
            return "{}";
        }

        /// A figure of the adapter's metrics.
        double metric(String name) {
            try (RawConnection connection = new RawConnection(port())) {
                String metrics = connection
                        .send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .read()
                        .body();
                return metrics.lines()
                        .filter(line -> line.startsWith(name + " "))
                        .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                        .findFirst()
                        .orElseThrow();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public String inFlight() {
            return (long) metric("tmctl_http_bytes_in_flight") + " bytes, "
                    + (long) metric("tmctl_http_requests_in_flight") + " requests";
        }

        @Override
        public void close() {
            server.close();
            local.close();
        }
    }
}
