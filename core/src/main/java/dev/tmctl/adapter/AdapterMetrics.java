package dev.tmctl.adapter;

import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.delivery.engine.RecordEngine.Load;
import dev.tmctl.http.CloseReason;
import dev.tmctl.http.HttpServer;
import dev.tmctl.http.InFlight;
import io.cloudevents.CloudEvent;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Counts events under upstream's metric names, which upstream declared and never counted.
final class AdapterMetrics {
    /// What upstream labels every sample of this target with.
    private static final String RESOURCE_GROUP = "awskinesistargets.targets.triggermesh.io";

    private static final String[] LABELS = {"resource_group", "namespace_name", "name", "event_type", "event_source"};
    private static final double[] MILLISECONDS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000};

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final String namespace;
    private final String name;
    // Upstream's names end in _count; a Prometheus counter would have to end in _total.
    private final Gauge successes = Gauge.builder()
            .name("awskinesistarget_event_processing_success_count")
            .help("Events stored in Kinesis")
            .labelNames(LABELS)
            .register(registry);
    private final Gauge errors = Gauge.builder()
            .name("awskinesistarget_event_processing_error_count")
            .help("Events not stored; user_managed tells the sender's and operator's faults from the service's")
            .labelNames("resource_group", "namespace_name", "name", "event_type", "event_source", "user_managed")
            .register(registry);
    private final Histogram latencies = Histogram.builder()
            .name("awskinesistarget_event_processing_latencies")
            .help("Milliseconds from the request to Kinesis' acknowledgement")
            .classicOnly()
            .classicUpperBounds(MILLISECONDS)
            .labelNames(LABELS)
            .register(registry);
    private final Counter rejected = Counter.builder()
            .name("tmctl_http_rejected_total")
            .help("Requests that were refused before their events were delivered")
            .labelNames("status")
            .register(registry);
    private final EngineMetrics engine = new EngineMetrics(registry);
    private final EventLabels labels;
    private final ReentrantLock scraping = new ReentrantLock();
    private final AtomicLong scrapes = new AtomicLong();
    private byte[] page = new byte[0];
    private final LongAdder delivered = new LongAdder();
    private final LongAdder failed = new LongAdder();

    /// @param eventLabels whether events are told apart by type and source
    AdapterMetrics(String namespace, String name, boolean eventLabels) {
        this.namespace = namespace;
        this.name = name;
        this.labels = new EventLabels(eventLabels);
    }

    /// Hears of the engine.
    EngineMetrics engine() {
        return engine;
    }

    /// Shows what a delivery holds.
    void watch(Supplier<Load> load) {
        EngineMetrics.watch(registry, load);
    }

    void count(CloudEvent event, Outcome outcome, Duration duration) {
        EventLabels.Pair pair = labels.of(event.getType(), event.getSource().toString());
        String type = pair.type();
        String source = pair.source();
        switch (outcome) {
            case Outcome.Delivered stored -> {
                delivered.increment();
                successes
                        .labelValues(RESOURCE_GROUP, namespace, name, type, source)
                        .inc();
            }
            case Outcome.Failed failure -> {
                failed.increment();
                errors.labelValues(RESOURCE_GROUP, namespace, name, type, source, userManaged(failure.kind()))
                        .inc();
            }
        }
        latencies.labelValues(RESOURCE_GROUP, namespace, name, type, source).observe(duration.toNanos() / 1e6);
    }

    /// Counts requests whose events could not even be read.
    void countMalformed() {
        failed.increment();
        errors.labelValues(RESOURCE_GROUP, namespace, name, "", "", "true").inc();
    }

    /// Counts requests that were refused.
    void countRejected(int status) {
        rejected.labelValues(Integer.toString(status)).inc();
    }

    /// Shows what the server holds whenever somebody looks.
    void watch(InFlight inFlight, HttpServer server) {
        gauge("tmctl_http_requests_in_flight", "Requests with events that are worked on", inFlight::requests);
        gauge("tmctl_http_bytes_in_flight", "Bytes that they hold", inFlight::bytes);
        gauge("tmctl_http_connections", "Open connections", server::connections);
        gauge("tmctl_http_unfinished_header_bytes", "Bytes of incomplete headers", server::unfinishedHeaderBytes);
        CounterWithCallback.builder()
                .name("tmctl_http_connections_closed_total")
                .help("Connections that the server closed at one of its bounds")
                .labelNames("reason")
                .callback(callback -> {
                    for (CloseReason reason : CloseReason.values()) {
                        callback.call((double) server.closed(reason), reason.label());
                    }
                })
                .register(registry);
    }

    private void gauge(String metric, String help, Supplier<Number> value) {
        EngineMetrics.gauge(registry, metric, help, value);
    }

    private static String userManaged(FailureKind kind) {
        return switch (kind) {
            case INVALID_EVENT, TOO_LARGE, CREDENTIALS, REFUSED, UNTRUSTED -> "true";
            case THROTTLED, UNREACHABLE, SERVICE, LOCAL, CANCELLED -> "false";
        };
    }

    long delivered() {
        return delivered.sum();
    }

    long failed() {
        return failed.sum();
    }

    /// The Prometheus text format, version 0.0.4. Those that ask while it is made for others get the next one
    /// together: who asks often gets no more of the processors.
    byte[] scrape() {
        long before = scrapes.get();
        scraping.lock();
        try {
            if (scrapes.get() <= before) {
                scrapes.incrementAndGet();
                page = render();
            }
            return page;
        } finally {
            scraping.unlock();
        }
    }

    private byte[] render() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(out, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
