package dev.tmctl.adapter;

import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.delivery.engine.RecordEngine.Load;
import io.cloudevents.CloudEvent;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
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
    private final EngineMetrics engine = new EngineMetrics(registry);
    private final LongAdder delivered = new LongAdder();
    private final LongAdder failed = new LongAdder();

    AdapterMetrics(String namespace, String name) {
        this.namespace = namespace;
        this.name = name;
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
        String type = event.getType();
        String source = event.getSource().toString();
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

    private static String userManaged(FailureKind kind) {
        return switch (kind) {
            case INVALID_EVENT, TOO_LARGE, CREDENTIALS, REFUSED, UNTRUSTED -> "true";
            case THROTTLED, UNREACHABLE, SERVICE, CANCELLED -> "false";
        };
    }

    long delivered() {
        return delivered.sum();
    }

    long failed() {
        return failed.sum();
    }

    /// The Prometheus text format, version 0.0.4.
    byte[] scrape() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(out, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
