package dev.tmctl.adapter;

import dev.tmctl.aws.AwsClients;
import dev.tmctl.delivery.Delivery;
import dev.tmctl.delivery.DeliveryOptions;
import dev.tmctl.delivery.KinesisDelivery;
import dev.tmctl.delivery.Order;
import dev.tmctl.http.HttpLimits;
import dev.tmctl.http.HttpListener;
import dev.tmctl.http.HttpServer;
import dev.tmctl.http.InFlight;
import dev.tmctl.net.Loopback;
import dev.tmctl.stream.StreamDescription;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The adapter's HTTP server. Events are taken by POST (also PUT and PATCH, as upstream) on any path; `/healthz`,
/// `/readyz`, `/metrics`, `/statusz` and the result schema are read by GET.
public final class AdapterServer implements AutoCloseable {
    private static final long HEAP_SHARE = 4;

    /// All attributes of an event in binary mode, as they are encoded.
    private static final int MAX_HEADER_BYTES = 64 * 1024;

    private static final long MIN_BYTES = 20L * 1024 * 1024;

    /// Bodies that are worked on at a time; who comes when there are more is told to come back.
    private static final long MAX_BYTES_IN_FLIGHT =
            Math.max(MIN_BYTES, Runtime.getRuntime().maxMemory() / HEAP_SHARE);

    /// What a request takes beside its body, and to spare.
    private static final long BYTES_OF_A_REQUEST = 16 * 1024;

    private static final Duration WAIT_FOR_ROOM = Duration.ofSeconds(1);

    /// The door bounds what comes in, so that nobody waits inside. Who needs an order waits for the answer.
    private static final DeliveryOptions DELIVERY = DeliveryOptions.DEFAULT
            .withBounds(Integer.MAX_VALUE, Long.MAX_VALUE)
            .withOrder(Order.ANY);

    private final AdapterSettings settings;
    private final AwsClients clients;
    private final Delivery delivery;
    private final AdapterMetrics metrics;
    private final EventLog log = new EventLog();
    private final InFlight inFlight = new InFlight(
            MAX_BYTES_IN_FLIGHT,
            EventHandler.MAX_BODY_BYTES,
            (int) Math.min(MAX_BYTES_IN_FLIGHT / BYTES_OF_A_REQUEST, Integer.MAX_VALUE),
            WAIT_FOR_ROOM);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final @Nullable StreamCheck streamCheck;
    private final HttpServer server;

    private AdapterServer(AdapterSettings settings, AwsClients clients, DeliveryOptions options) throws IOException {
        this.settings = settings;
        this.clients = clients;
        this.metrics = new AdapterMetrics(
                settings.namespace(),
                settings.target().name(),
                settings.options().eventLabels());
        KinesisDelivery kinesis = new KinesisDelivery(clients, options, metrics.engine());
        metrics.watch(kinesis::load);
        this.delivery = kinesis;
        this.streamCheck = settings.options().checkStream()
                ? new StreamCheck(() -> StreamDescription.ask(clients), Thread::startVirtualThread, System::nanoTime)
                : null;
        this.server = HttpServer.start(
                listeners(), HttpLimits.ofThisProcess(MAX_HEADER_BYTES), new AdapterRefusals(log, metrics));
        metrics.watch(inFlight, server);
    }

    private List<HttpListener> listeners() {
        LastError lastError = new LastError();
        AdapterPages pages = new AdapterPages(metrics, inFlight, lastError, streamCheck);
        AdapterRoutes routes = new AdapterRoutes(
                pages, new EventHandler(settings.target().arn(), delivery, metrics, log, inFlight, lastError));
        ListenerSecurity security = settings.options().security();
        Path tokens = security.tokens();
        ListenerGuard guard = new ListenerGuard(
                Loopback.isAddress(settings.host()),
                tokens == null ? null : security.acceptedTokens(tokens, log::noTokens),
                routes);
        HttpListener events = new HttpListener(settings.host(), settings.port(), security.tls(log::notReplaced), guard);
        MetricsEndpoint endpoint = settings.options().metrics();
        return endpoint == null
                ? List.of(events)
                : List.of(events, new HttpListener(endpoint.host(), endpoint.port(), routes::metricsOnly));
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
        AwsClients clients = new AwsClients(settings.target(), environment);
        AdapterServer adapter;
        try {
            adapter = new AdapterServer(settings, clients, options);
        } catch (IOException | RuntimeException e) {
            clients.close();
            throw e;
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

    /// The port that it listens on.
    public int port() {
        return server.port(0);
    }

    /// What requests hold now.
    InFlight inFlight() {
        return inFlight;
    }

    /// Drains: new events are answered 503, those in flight are finished, then the server stops.
    ///
    /// @param timeout how long events in flight may take
    /// @return how many requests were cut off
    public int drain(Duration timeout) {
        if (!closed.compareAndSet(false, true)) {
            return 0;
        }
        int left = inFlight.drain(timeout);
        server.close();
        delivery.close(Duration.ZERO);
        clients.close();
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
