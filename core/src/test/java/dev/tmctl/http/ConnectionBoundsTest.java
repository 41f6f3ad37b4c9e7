package dev.tmctl.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.aws.Keytool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// At the bounds of a server somebody pays, and it is never the one that behaves well.
class ConnectionBoundsTest {
    private static final String GOOD = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}";
    private static final int MAX_CONNECTIONS = 50;
    private static final int MAX_HEADER = 64 * 1024;

    private final List<RawConnection> open = new ArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final Semaphore inside = new Semaphore(0);
    private @Nullable HttpServer running;

    private static final class ModelToMap implements Refusals {
        @Override
        public Body body(Refusal refusal) {
            return new Body(Map.of(), refusal.cause().getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void refused(Refusal refusal) {
            // the client tells
        }

        @Override
        public void failed(Throwable fault) {
            throw new AssertionError(fault);
        }
    }

    private void start(Duration headerTimeout) throws IOException {
        start(headerTimeout, null);
    }

    private void start(Duration headerTimeout, @Nullable SSLContext tls) throws IOException {
        InFlight inFlight = new InFlight(1 << 20, 1 << 16, 100, Duration.ofSeconds(1));
        HttpHandler handler = exchange -> {
            exchange.enter(inFlight);
            exchange.body(1 << 16);
            if (exchange.path().equals("/wait")) {
                inside.release();
                await();
            }
            exchange.send(200, new byte[0]);
        };
        running = HttpServer.start(
                List.of(new HttpListener("127.0.0.1", 0, tls, handler)),
                new HttpLimits(MAX_CONNECTIONS, MAX_HEADER, 10L * MAX_HEADER, headerTimeout, Duration.ofMinutes(1)),
                new ModelToMap());
    }

    private void await() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() throws IOException {
        gate.countDown();
        for (RawConnection connection : open) {
            connection.close();
        }
        server().close();
    }

    private HttpServer server() {
        return Objects.requireNonNull(running);
    }

    private RawConnection connect() throws IOException {
        RawConnection connection = new RawConnection(server().port(0));
        open.add(connection);
        return connection;
    }

    private void assertServes(RawConnection connection) throws IOException {
        long start = System.nanoTime();
        assertThat(connection.send(GOOD).read().status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    private void assertAtMostOpen(int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(server().connections()).isLessThanOrEqualTo(count));
    }

    @Test
    void closesTheLongestIdleOfTooManyConnections() throws IOException {
        start(Duration.ofMinutes(1));
        RawConnection good = connect();
        assertServes(good);
        RawConnection first = connect();
        for (int i = 0; i < 4 * MAX_CONNECTIONS; i++) {
            connect();
        }
        assertThat(first.isClosed()).isTrue();
        assertAtMostOpen(MAX_CONNECTIONS);
        // whoever has completed a request comes behind those that never did
        assertServes(good);
        assertServes(connect());
        assertThat(server().closed(CloseReason.TOO_MANY)).isGreaterThanOrEqualTo(3 * MAX_CONNECTIONS);
    }

    @Test
    void neverClosesAConnectionWhoseRequestIsWorkedOn() throws Exception {
        start(Duration.ofMinutes(1));
        List<RawConnection> working = new ArrayList<>();
        for (int i = 0; i < MAX_CONNECTIONS / 2; i++) {
            working.add(connect().send(GOOD.replace("POST / ", "POST /wait ")));
        }
        assertThat(inside.tryAcquire(working.size(), 20, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 4 * MAX_CONNECTIONS; i++) {
            connect();
        }
        gate.countDown();
        for (RawConnection connection : working) {
            assertThat(connection.read().status()).isEqualTo(200);
        }
    }

    /// What is held of incomplete headers is bounded over all connections.
    @Test
    void closesTheOldestOfThoseThatHoldUnfinishedHeaders() throws IOException {
        start(Duration.ofMinutes(1));
        RawConnection good = connect();
        assertServes(good);
        String unfinished = "POST / HTTP/1.1\r\nHost: localhost\r\nLarge: " + "x".repeat(60_000);
        for (int i = 0; i < MAX_CONNECTIONS - 5; i++) {
            connect().send(unfinished);
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(server().closed(CloseReason.HEADER_MEMORY))
                        .isGreaterThanOrEqualTo(MAX_CONNECTIONS - 5 - 11));
        assertThat(server().unfinishedHeaderBytes()).isBetween(0L, 10L * MAX_HEADER);
        assertServes(good);
        assertServes(connect());
        // one that is complete in the end is served
        RawConnection slow = connect().send(unfinished);
        assertThat(slow.send("\r\nContent-Length: 2\r\n\r\n{}").read().status()).isEqualTo(200);
    }

    @Test
    void closesConnectionsWhoseHeadersTakeTooLong() throws IOException {
        start(Duration.ofMillis(400));
        RawConnection idle = connect();
        RawConnection used = connect();
        assertServes(used);
        RawConnection slow = connect().send("POST / HT");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(server().closed(CloseReason.HEADER_TIMEOUT)).isEqualTo(1));
        assertThat(slow.isClosed()).isTrue();
        assertServes(idle);
        assertServes(used);
        try (Http2Client http2 = new Http2Client(server().port(0))) {
            assertKeepsAtRest(http2);
        }
    }

    @Test
    void keepsHttp2AtRestInsideTls(@TempDir Path folder) throws Exception {
        Path store = folder.resolve("store.p12");
        Keytool.keyPair(store, "server", "EC", "-ext", "san=ip:127.0.0.1");
        KeyStore keys = KeyStore.getInstance(store.toFile(), Keytool.PASSWORD.toCharArray());
        KeyManagerFactory shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        shown.init(keys, Keytool.PASSWORD.toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(shown.getKeyManagers(), trusted.getTrustManagers(), null);
        start(Duration.ofSeconds(3), context);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", server().port(0));
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        try (Http2Client http2 = new Http2Client(socket)) {
            assertKeepsAtRest(http2);
        }
    }

    /// Frames between two requests are no unfinished headers.
    private void assertKeepsAtRest(Http2Client http2) throws IOException {
        http2.begin(1, true, "GET", Map.of());
        http2.response(1);
        http2.send(Http2Client.PING, 0, 0, new byte[8]);
        RawConnection other = connect().send("POST");
        assertThat(other.isClosed()).isTrue();
        http2.begin(3, true, "GET", Map.of());
        http2.response(3);
    }
}
