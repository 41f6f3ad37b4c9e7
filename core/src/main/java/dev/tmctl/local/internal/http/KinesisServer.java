package dev.tmctl.local.internal.http;

import dev.tmctl.http.HttpLimits;
import dev.tmctl.http.HttpListener;
import dev.tmctl.http.HttpServer;
import dev.tmctl.http.InFlight;
import dev.tmctl.local.internal.operations.Operations;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The HTTP server: HTTP/1.1 and HTTP/2 with prior knowledge on one port of the loopback interface.
public final class KinesisServer implements Closeable {

    private static final String ADDRESS = "127.0.0.1";
    private static final Duration DRAIN = Duration.ofSeconds(10);

    /// Signatures with a session token are long.
    private static final int MAX_HEADER_BYTES = 32 * 1024;

    /// Share of the heap that the bodies of requests in flight may take; parsed records take about as much
    /// again.
    private static final int HEAP_SHARE = 6;

    private static final int MIN_BODIES = 2;
    private static final int MAX_REQUESTS = 8192;

    /// A client library waits for long rather than to be refused.
    private static final Duration WAIT_FOR_ROOM = Duration.ofSeconds(20);

    private final HttpServer server;
    private final InFlight inFlight;

    private KinesisServer(HttpServer server, InFlight inFlight) {
        this.server = server;
        this.inFlight = inFlight;
    }

    /// Starts to listen.
    ///
    /// @param port 0 for a free one
    /// @param problem what keeps it from working as it should, in one line; empty when all is well
    /// @throws IOException with a message for users when the port is taken
    public static KinesisServer start(int port, Operations operations, Supplier<Optional<String>> problem)
            throws IOException {
        long room = Math.max(
                Runtime.getRuntime().maxMemory() / HEAP_SHARE, (long) MIN_BODIES * KinesisHandler.MAX_BODY_BYTES);
        InFlight inFlight = new InFlight(room, KinesisHandler.MAX_BODY_BYTES, MAX_REQUESTS, WAIT_FOR_ROOM);
        KinesisHandler handler = new KinesisHandler(operations, problem, inFlight);
        HttpServer server = HttpServer.start(
                List.of(new HttpListener(ADDRESS, port, handler)),
                HttpLimits.ofThisProcess(MAX_HEADER_BYTES),
                new KinesisRefusals());
        return new KinesisServer(server, inFlight);
    }

    /// The port that it listens on.
    public int port() {
        return server.port(0);
    }

    /// What requests hold now.
    public InFlight inFlight() {
        return inFlight;
    }

    /// Refuses new requests, waits for those that are worked on, and closes the port.
    @Override
    public void close() {
        inFlight.drain(DRAIN);
        server.close();
    }
}
