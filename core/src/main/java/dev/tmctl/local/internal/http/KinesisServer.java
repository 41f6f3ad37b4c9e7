package dev.tmctl.local.internal.http;

import dev.tmctl.local.internal.operations.Operations;
import dev.tmctl.net.Http2Windows;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;

/// The HTTP server: HTTP/1.1 and HTTP/2 with prior knowledge on one port of the loopback interface.
public final class KinesisServer implements Closeable {

    private static final String ADDRESS = "127.0.0.1";
    private static final Duration DRAIN = Duration.ofSeconds(10);

    /// Longer than SDKs keep an idle connection, so that none is closed while it is taken for the next request.
    private static final Duration IDLE = Duration.ofMinutes(5);

    private static final int BACKLOG = 1024;

    /// Share of the heap that requests in flight may take.
    private static final int HEAP_SHARE = 3;

    private final WebServer server;

    private KinesisServer(WebServer server) {
        this.server = server;
    }

    /// Starts to listen.
    ///
    /// @param port 0 for a free one
    /// @throws IOException with a message for users when the port is taken
    public static KinesisServer start(int port, Operations operations) throws IOException {
        RequestBody bodies = new RequestBody(Runtime.getRuntime().maxMemory() / HEAP_SHARE);
        KinesisHandler handler = new KinesisHandler(operations, bodies);
        try {
            WebServer started = WebServer.builder()
                    .address(InetAddress.ofLiteral(ADDRESS))
                    .port(port)
                    .backlog(BACKLOG)
                    .shutdownHook(false)
                    .shutdownGracePeriod(DRAIN)
                    .connectionOptions(options -> options.tcpNoDelay(true).readTimeout(IDLE))
                    .protocolsDiscoverServices(false)
                    .addConnectionSelector(http1())
                    .addConnectionSelector(http2())
                    .routing(routing -> routing.any(handler))
                    .build()
                    .start();
            if (started.port() < 0) {
                // The server only logs that it could not bind.
                started.stop();
                throw new IOException(bindFailure(port));
            }
            return new KinesisServer(started);
        } catch (UncheckedIOException | IllegalStateException problem) {
            throw new IOException(bindFailure(port), problem);
        }
    }

    private static ServerConnectionSelector http1() {
        return Http1ConnectionSelector.builder().config(Http1Config.create()).build();
    }

    private static ServerConnectionSelector http2() {
        return new PatientHttp2Selector(Http2ConnectionSelector.builder()
                .http2Config(Http2Windows.configure().build())
                .build());
    }

    /// Binds once more, only to learn what is wrong.
    private static String bindFailure(int port) {
        String where = "cannot listen on " + ADDRESS + ":" + port;
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.ofLiteral(ADDRESS), port));
            return where;
        } catch (BindException problem) {
            String reason = String.valueOf(problem.getMessage());
            return where + ": " + (reason.contains("in use") ? "the port is in use" : reason);
        } catch (IOException problem) {
            return where + ": " + problem.getMessage();
        }
    }

    public int port() {
        return server.port();
    }

    /// Stops taking requests and waits for those that are under way.
    @Override
    public void close() {
        server.stop();
    }
}
