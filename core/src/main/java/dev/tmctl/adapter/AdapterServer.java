package dev.tmctl.adapter;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tmctl.aws.AwsAccess;
import dev.tmctl.delivery.Delivery;
import dev.tmctl.delivery.DeliveryOptions;
import dev.tmctl.delivery.KinesisDelivery;
import dev.tmctl.delivery.Order;
import dev.tmctl.event.ResultEvent;
import dev.tmctl.json.JsonTrees;
import dev.tmctl.net.Http2Windows;
import dev.tmctl.net.Loopback;
import dev.tmctl.stream.StreamDescription;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The adapter's HTTP server. Events are taken by POST (also PUT and PATCH, as upstream) on any path;
/// `/healthz`,
/// `/readyz`, `/metrics`, `/statusz` and the result schema are read by GET.
public final class AdapterServer implements AutoCloseable {
    private static final Set<Method> EVENT_METHODS = Set.of(Method.POST, Method.PUT, Method.PATCH);
    private static final Set<Method> READ_METHODS = Set.of(Method.GET, Method.HEAD);
    private static final String METRICS = "metrics";
    private static final Duration GRACE = Duration.ofMillis(100);
    private static final long HEAP_SHARE = 4;

    /// All attributes of an event in binary mode, as they are encoded.
    private static final int MAX_HEADER_BYTES = 64 * 1024;

    private static final long LEAST_BYTES = 20L * 1024 * 1024;

    /// Bodies that are worked on at a time; who comes when there are more is told to come back.
    private static final long MAX_BYTES_IN_FLIGHT =
            Math.max(LEAST_BYTES, Runtime.getRuntime().maxMemory() / HEAP_SHARE);

    /// The door bounds what comes in, so that nobody waits inside. Who needs an order waits for the answer.
    private static final DeliveryOptions DELIVERY = DeliveryOptions.DEFAULT
            .withBounds(Integer.MAX_VALUE, Long.MAX_VALUE)
            .withOrder(Order.ANY);

    private final AdapterSettings settings;
    private final AwsAccess access;
    private final Delivery delivery;
    private final AdapterMetrics metrics;
    private final EventLog log = new EventLog();
    private final LastError lastError = new LastError();
    private final InFlight inFlight = new InFlight(MAX_BYTES_IN_FLIGHT);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final @Nullable StreamCheck streamCheck;
    private final ListenerGuard guard;
    private final WebServer server;

    private AdapterServer(AdapterSettings settings, AwsAccess access, DeliveryOptions options) throws IOException {
        this.settings = settings;
        this.access = access;
        this.metrics =
                new AdapterMetrics(settings.namespace(), settings.target().name());
        ListenerSecurity security = settings.options().security();
        Path tokens = security.tokens();
        this.guard = new ListenerGuard(
                Loopback.isAddress(settings.host()),
                tokens == null ? null : security.acceptedTokens(tokens, log::noTokens),
                log);
        WebServerConfig.Builder builder = WebServer.builder()
                .host(settings.host())
                .port(settings.port())
                .shutdownHook(false)
                .connectionOptions(connection -> connection.tcpNoDelay(true))
                .addProtocol(
                        Http1Config.builder().maxHeadersSize(MAX_HEADER_BYTES).build())
                .addProtocol(Http2Windows.configure()
                        .maxHeaderListSize(MAX_HEADER_BYTES)
                        .build())
                // what is in flight has been waited for before the server is told to stop
                .shutdownGracePeriod(GRACE)
                .directHandlers(RefusedRequest.handlers());
        security.protect(builder, log::notReplaced);
        MetricsEndpoint endpoint = settings.options().metrics();
        if (endpoint != null) {
            builder.putSocket(METRICS, socket -> socket.host(endpoint.host()).port(endpoint.port()));
            builder.routing(METRICS, routing -> routing.get("/metrics", this::metrics));
        }
        KinesisDelivery kinesis = new KinesisDelivery(access, options, metrics.engine());
        metrics.watch(kinesis::load);
        this.delivery = kinesis;
        this.streamCheck = settings.options().checkStream()
                ? new StreamCheck(() -> StreamDescription.ask(access), Thread::startVirtualThread, System::nanoTime)
                : null;
        this.server = builder.routing(this::routes).build();
    }

    /// Starts the adapter; it is ready when this returns.
    ///
    /// @param environment for endpoints and web identity tokens
    /// @throws IOException when the port is taken or the address is not this machine's
    public static AdapterServer start(AdapterSettings settings, Map<String, String> environment) throws IOException {
        return start(settings, environment, DELIVERY);
    }

    /// The same with another way to deliver.
    static AdapterServer start(AdapterSettings settings, Map<String, String> environment, DeliveryOptions options)
            throws IOException {
        checkPort(settings.host(), settings.port());
        MetricsEndpoint metrics = settings.options().metrics();
        if (metrics != null) {
            checkPort(metrics.host(), metrics.port());
        }
        AwsAccess access = new AwsAccess(settings.target(), environment);
        AdapterServer adapter;
        try {
            adapter = new AdapterServer(settings, access, options);
        } catch (IOException | RuntimeException e) {
            access.close();
            throw e;
        }
        adapter.server.start();
        if (adapter.port() <= 0) {
            // Helidon does not throw when somebody takes the port after the check.
            adapter.close();
            throw new IOException("port " + settings.port() + " on " + settings.host() + " was taken just now");
        }
        adapter.begin();
        return adapter;
    }

    private void begin() {
        ListenerSecurity security = settings.options().security();
        log.started(
                (security.certificate() == null ? "http://" : "https://") + inUrl(settings.host()) + ":" + port(),
                settings.target().arn().toString());
        settings.options().warnings().forEach(log::odd);
        if (security.open() && !Loopback.isAddress(settings.host())) {
            log.exposed(settings.host());
        }
        if (streamCheck != null) {
            // asked before the first probe wants to know
            streamCheck.problem();
        }
    }

    /// Helidon reports a taken port as an unchecked exception with a stack trace; this says it in one line.
    private static void checkPort(String host, int port) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (BindException e) {
            throw new IOException("port " + port + " on " + host + " cannot be used: " + e.getMessage(), e);
        }
    }

    /// The port that it listens on.
    public int port() {
        return server.port();
    }

    private void routes(HttpRouting.Builder routing) {
        routing.addFilter(guard);
        EventHandler events = new EventHandler(settings.target().arn(), delivery, metrics, log, inFlight, lastError);
        Map<String, Handler> pages = Map.of(
                "/healthz",
                (request, response) -> text(response, 200, "ok"),
                "/readyz",
                this::ready,
                "/metrics",
                this::metrics,
                "/statusz",
                this::status,
                "/schemas/" + ResultEvent.TYPE + ".json",
                AdapterServer::schema);
        pages.forEach((path, page) -> routing.route(READ_METHODS::contains, PathMatchers.exact(path), page));
        routing.route(EVENT_METHODS::contains, PathMatchers.any(), events);
        Handler otherwise = notAllowed("POST, PUT, PATCH");
        Handler otherwisePage = notAllowed("GET, HEAD, POST, PUT, PATCH");
        pages.keySet().forEach(path -> routing.options(path, new WebHookHandshake(otherwisePage)));
        pages.keySet().forEach(path -> routing.any(path, otherwisePage));
        routing.options(new WebHookHandshake(otherwise));
        routing.any(otherwise);
    }

    private void ready(ServerRequest request, ServerResponse response) {
        String problem = streamCheck == null ? null : streamCheck.problem();
        if (inFlight.isDraining()) {
            text(response, 503, "shutting down");
        } else if (problem != null) {
            text(response, 503, FailureAnswer.masked(problem));
        } else {
            text(response, 200, "ready");
        }
    }

    private void metrics(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
        response.send(metrics.scrape());
    }

    private void status(ServerRequest request, ServerResponse response) {
        ObjectNode status = JsonNodeFactory.instance
                .objectNode()
                .put("delivered", metrics.delivered())
                .put("failed", metrics.failed());
        status.set("engine", JsonTrees.mapper().valueToTree(metrics.engine().snapshot()));
        LastError.Entry error = lastError.get();
        if (error != null) {
            status.put("lastError", error.message())
                    .put("lastErrorAt", error.at().toString());
        }
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.send(status.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void schema(ServerRequest request, ServerResponse response) throws IOException {
        try (InputStream in = ResultEvent.class.getResourceAsStream(ResultEvent.SCHEMA_RESOURCE)) {
            if (in == null) {
                throw new IOException("the result schema is not in the jar");
            }
            response.header(HeaderNames.CONTENT_TYPE, "application/schema+json");
            response.send(in.readAllBytes());
        }
    }

    private static Handler notAllowed(String allowed) {
        return (request, response) -> {
            response.header(HeaderNames.ALLOW, allowed);
            text(response, 405, "send events by POST");
        };
    }

    private static void text(ServerResponse response, int status, String line) {
        response.status(status);
        response.header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.send((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// Drains: new events are answered 503, those in flight are finished, then the server stops.
    ///
    /// @param patience how long events in flight may take
    /// @return how many requests were cut off
    public int drain(Duration patience) {
        if (!closed.compareAndSet(false, true)) {
            return 0;
        }
        int left = inFlight.drain(patience);
        server.stop();
        delivery.close(Duration.ZERO);
        access.close();
        log.stopped(metrics.delivered(), metrics.failed());
        return left;
    }

    @Override
    public void close() {
        drain(Duration.ofSeconds(30));
    }

    private static String inUrl(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }
}
