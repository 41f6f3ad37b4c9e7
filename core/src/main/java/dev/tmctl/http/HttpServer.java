package dev.tmctl.http;

import java.io.IOException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;

/// An HTTP server with one or more ports: HTTP/1.1, and HTTP/2 with prior knowledge, by upgrade or by TLS.
public final class HttpServer implements AutoCloseable {
    private static final int ACCEPTORS = 1;
    private static final int SELECTORS = 1;
    private static final int MAX_THREADS = 16;
    private static final int MIN_THREADS = 2;
    private static final int BACKLOG = 1024;
    private static final int MAX_POOLED_BUFFER = 64 * 1024;
    private static final int POOLED_BUFFERS = 256;
    private static final long POOLED_BYTES = 4L * 1024 * 1024;
    private static final int INPUT_BUFFER = 16 * 1024;

    /// A thousand connections a second, and some hundreds at once.
    private static final long ACCEPT_INTERVAL_NANOS = 1_000_000;

    private static final int ACCEPT_BURST = 500;

    private final Server server;
    private final List<ServerConnector> connectors;
    private final ConnectionTable table;

    private HttpServer(Server server, List<ServerConnector> connectors, ConnectionTable table) {
        this.server = server;
        this.connectors = connectors;
        this.table = table;
    }

    /// Starts to listen on every port.
    ///
    /// @throws IOException with a message for users when a port is taken or an address is not this machine's
    public static HttpServer start(List<HttpListener> listeners, HttpLimits limits, Refusals refusals)
            throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
        threads.setName("http");
        threads.setDaemon(true);
        threads.setReservedThreads(0);
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("http-request-"));
        Server server = new Server(
                threads,
                new ScheduledExecutorScheduler("http-timer", true),
                new ArrayByteBufferPool(0, -1, MAX_POOLED_BUFFER, POOLED_BUFFERS, POOLED_BYTES, POOLED_BYTES));
        ConnectionTable table = new ConnectionTable(limits);
        LingeringClose lingering = new LingeringClose();
        List<ServerConnector> connectors = new ArrayList<>();
        Map<Connector, HttpHandler> handlers = new LinkedHashMap<>();
        for (HttpListener listener : listeners) {
            HttpConfiguration configuration = configuration(limits);
            ConnectionFactory[] protocols = listener.tls() == null
                    ? Protocols.plain(configuration)
                    : Protocols.encrypted(configuration, listener.tls());
            ServerConnector connector = new TrackingConnector(server, protocols, table, lingering);
            connector.setHost(listener.host());
            connector.setPort(listener.port());
            connector.setAcceptQueueSize(BACKLOG);
            connector.setIdleTimeout(limits.idleTimeout().toMillis());
            connectors.add(connector);
            handlers.put(connector, listener.handler());
            server.addConnector(connector);
        }
        server.setHandler(new ExchangeDispatcher(handlers, refusals));
        server.setErrorHandler(new ErrorResponder(refusals));
        HttpServer started = new HttpServer(server, connectors, table);
        try {
            for (int i = 0; i < listeners.size(); i++) {
                open(connectors.get(i), listeners.get(i));
            }
            server.start();
        } catch (Exception e) {
            started.close();
            throw e instanceof IOException io ? io : new IOException("the HTTP server cannot start: " + e, e);
        }
        started.watch(server.getScheduler());
        return started;
    }

    private static HttpConfiguration configuration(HttpLimits limits) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(limits.maxHeaderBytes());
        configuration.setInputBufferSize(INPUT_BUFFER);
        configuration.setHttpCompliance(
                // the host of an absolute target counts, and Host is ignored (RFC 9112, section 3.2.2)
                HttpCompliance.STRICT.with("STRICT_TARGET", HttpCompliance.Violation.MISMATCHED_AUTHORITY));
        // a path says nothing here: events are taken on any
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        return configuration;
    }

    private static void open(ServerConnector connector, HttpListener listener) throws IOException {
        String where = "cannot listen on " + listener.host() + ":" + listener.port() + ": ";
        try {
            connector.open();
        } catch (UnresolvedAddressException | UnknownHostException e) {
            throw new IOException(where + "the host is not known", e);
        } catch (IOException e) {
            String reason = String.valueOf((e.getCause() instanceof BindException bind ? bind : e).getMessage());
            throw new IOException(where + (reason.contains("in use") ? "the port is in use" : reason), e);
        }
    }

    private void watch(Scheduler scheduler) {
        Duration interval = table.interval();
        scheduler.schedule(
                () -> {
                    table.closeSlow();
                    if (server.isRunning()) {
                        watch(scheduler);
                    }
                },
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /// The port that a listener got.
    ///
    /// @param listener its place in the list that was given
    public int port(int listener) {
        return connectors.get(listener).getLocalPort();
    }

    /// The open connections.
    public int connections() {
        return table.size();
    }

    /// What clients have sent of requests whose headers are not complete, in bytes.
    public long unfinishedHeaderBytes() {
        return table.unfinishedBytes();
    }

    /// How many connections were closed for a reason.
    public long closed(CloseReason reason) {
        return table.closed(reason);
    }

    /// Closes all ports and connections at once; who wants requests to be finished drains them before.
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server does not stop", e);
        }
    }

    /// Makes connections that are tracked.
    private static final class TrackingConnector extends ServerConnector {
        private final ConnectionTable table;
        private final LingeringClose lingering;
        private long nextAccept = System.nanoTime();

        TrackingConnector(
                Server server, ConnectionFactory[] protocols, ConnectionTable table, LingeringClose lingering) {
            super(server, ACCEPTORS, SELECTORS, protocols);
            this.table = table;
            this.lingering = lingering;
        }

        /// Connections that come in a flood wait in the system's queue, so that those that are there are served on.
        @Override
        public void accept(int acceptor) throws IOException {
            super.accept(acceptor);
            long now = System.nanoTime();
            nextAccept = Math.max(nextAccept, now - ACCEPT_BURST * ACCEPT_INTERVAL_NANOS) + ACCEPT_INTERVAL_NANOS;
            if (nextAccept > now) {
                LockSupport.parkNanos(nextAccept - now);
            }
        }

        @Override
        protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
            TrackedEndPoint endPoint = new TrackedEndPoint(channel, selector, key, getScheduler(), table, lingering);
            endPoint.setIdleTimeout(getIdleTimeout());
            return endPoint;
        }

        @Override
        protected void onEndPointClosed(EndPoint endPoint) {
            super.onEndPointClosed(endPoint);
            TrackedEndPoint.destroyed(endPoint);
        }
    }
}
