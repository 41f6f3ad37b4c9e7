package dev.tmctl.adapter;

import dev.tmctl.net.LateResponseException;
import dev.tmctl.net.ResponseBounds;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnectionFactory;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.impl.io.MonitoringResponseOutOfOrderStrategy;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http.protocol.RequestConnControl;
import org.apache.hc.core5.http.protocol.RequestContent;
import org.apache.hc.core5.http.protocol.RequestTargetHost;
import org.apache.hc.core5.http.protocol.RequestUserAgent;
import org.apache.hc.core5.io.CloseMode;

/// The HTTP/1.1 client for adapters of this machine: without TLS and redirects. It keeps its connections. It
/// needs no proxy, since none leads to a loopback address ([dev.tmctl.net.ProxyRules]). The JDK's client
/// would take a tenth of a short command's time to get ready.
final class AdapterHttp implements AutoCloseable {
    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(5);

    /// A server may close what nobody uses; within this time none does.
    private static final Duration FRESH = Duration.ofSeconds(1);

    /// The outcomes of 500 events have half a megabyte at most.
    private static final int MAX_BODY_BYTES = 4 * 1024 * 1024;

    // an adapter may refuse a large body before it has read it
    private static final DefaultBHttpClientConnectionFactory CONNECTIONS = DefaultBHttpClientConnectionFactory.builder()
            .responseOutOfOrderStrategy(MonitoringResponseOutOfOrderStrategy.INSTANCE)
            .http1Config(ResponseBounds.HEADERS)
            .build();
    // not the library's own set, which asks before each body whether it may come: a round trip more
    private static final HttpProcessor HEADERS = HttpProcessorBuilder.create()
            .addAll(
                    RequestTargetHost.INSTANCE,
                    RequestContent.INSTANCE,
                    RequestConnControl.INSTANCE,
                    new RequestUserAgent("tmctl"))
            .build();

    private final URI adapter;
    private final Duration timeout;
    private final Duration fresh;
    private final HttpRequestExecutor executor = new HttpRequestExecutor();
    private final Deque<Idle> idle = new ConcurrentLinkedDeque<>();
    private final Set<HttpClientConnection> open = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("adapter-deadline").factory());
    private volatile boolean closed;

    private record Idle(HttpClientConnection connection, long since) {}

    /// An answer that was read to its end.
    record Answer(int status, HttpMessage head, byte[] body) {
        /// The first header of a name, in whatever case.
        Optional<String> header(String name) {
            return Optional.ofNullable(head.getFirstHeader(name)).map(Header::getValue);
        }
    }

    /// @param adapter its URL, with a port
    /// @param timeout from the start of a request to the last byte of its answer
    AdapterHttp(URI adapter, Duration timeout) {
        this(adapter, timeout, FRESH);
    }

    /// @param fresh a connection that was not used for longer is looked at before it is used again
    AdapterHttp(URI adapter, Duration timeout, Duration fresh) {
        this.adapter = adapter;
        this.timeout = timeout;
        this.fresh = fresh;
        deadlines.setRemoveOnCancelPolicy(true);
        // who comes after the end finds its connection closed
        deadlines.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    /// A request to the adapter's URL.
    ClassicHttpRequest post(byte[] body) {
        ClassicHttpRequest request = new BasicClassicHttpRequest("POST", adapter);
        request.setEntity(new ByteArrayEntity(body, null));
        return request;
    }

    /// A request to a path of the adapter.
    ClassicHttpRequest get(String path) {
        return new BasicClassicHttpRequest("GET", adapter.resolve(path));
    }

    /// Sends a request and reads its answer. The request can be sent once.
    ///
    /// @throws LateResponseException when there is no whole answer in time
    /// @throws java.net.ConnectException when nobody listens
    /// @throws IOException when the connection breaks, the answer is no HTTP, or the client is closed
    Answer exchange(ClassicHttpRequest request) throws IOException {
        HttpClientConnection connection = connection();
        AtomicBoolean late = new AtomicBoolean();
        boolean kept = false;
        Future<?> deadline = deadlines.schedule(
                () -> {
                    late.set(true);
                    connection.close(CloseMode.IMMEDIATE);
                },
                timeout.toNanos(),
                TimeUnit.NANOSECONDS);
        HttpContext context = HttpCoreContext.create();
        try {
            executor.preProcess(request, HEADERS, context);
            try (ClassicHttpResponse response = executor.execute(request, connection, context)) {
                executor.postProcess(response, HEADERS, context);
                byte[] body = response.getEntity() == null
                        ? new byte[0]
                        : ResponseBounds.read(response.getEntity().getContent(), MAX_BODY_BYTES);
                kept = executor.keepAlive(request, response, connection, context);
                return new Answer(response.getCode(), response, body);
            }
        } catch (IOException | HttpException e) {
            if (late.get()) {
                throw new LateResponseException(timeout, e);
            }
            throw e instanceof IOException broken ? broken : new IOException(e.getMessage(), e);
        } finally {
            deadline.cancel(false);
            release(connection, kept && !late.get());
        }
    }

    private HttpClientConnection connection() throws IOException {
        if (closed) {
            throw new IOException("the client is closed");
        }
        for (Idle one = idle.pollFirst(); one != null; one = idle.pollFirst()) {
            if (System.nanoTime() - one.since < fresh.toNanos() || !one.connection.isStale()) {
                return one.connection;
            }
            release(one.connection, false);
        }
        // any other kind asks for SOCKS, and reads the settings of proxies for it
        Socket socket = new Socket(Proxy.NO_PROXY);
        try {
            socket.setTcpNoDelay(true);
            long millis = Math.min(CONNECTED_WITHIN.toMillis(), Math.max(1, timeout.toMillis()));
            socket.connect(new InetSocketAddress(adapter.getHost(), adapter.getPort()), (int) millis);
            HttpClientConnection connection = CONNECTIONS.createConnection(socket);
            open.add(connection);
            if (closed) {
                throw new IOException("the client is closed");
            }
            return connection;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void release(HttpClientConnection connection, boolean kept) {
        if (kept && !closed) {
            idle.addFirst(new Idle(connection, System.nanoTime()));
        } else {
            open.remove(connection);
            connection.close(CloseMode.IMMEDIATE);
        }
    }

    /// Closes every connection, also those whose answers have not come.
    @Override
    public void close() {
        closed = true;
        deadlines.shutdownNow();
        open.forEach(connection -> connection.close(CloseMode.IMMEDIATE));
    }
}
