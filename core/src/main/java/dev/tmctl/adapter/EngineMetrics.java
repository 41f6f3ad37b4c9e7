package dev.tmctl.adapter;

import dev.tmctl.delivery.DeliveryStats;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.delivery.engine.EngineListener;
import dev.tmctl.delivery.engine.RecordEngine.Load;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.function.Supplier;

/// The engine's counters and histograms, per shard and error code.
final class EngineMetrics implements EngineListener {
    private static final double[] SECONDS = {0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30};
    private static final double[] RECORDS = {1, 2, 5, 10, 20, 50, 100, 200, 500};
    private static final double NANOS = 1e9;

    private final DeliveryStats stats = new DeliveryStats();
    private final Counter records;
    private final Counter bytes;
    private final Counter retries;
    private final Counter failures;
    private final Histogram recordSeconds;
    private final Histogram requestSeconds;
    private final Histogram requestRecords;

    EngineMetrics(PrometheusRegistry registry) {
        records = Counter.builder()
                .name("tmctl_kinesis_records_total")
                .help("Records that Kinesis acknowledged")
                .labelNames("shard")
                .register(registry);
        bytes = Counter.builder()
                .name("tmctl_kinesis_bytes_total")
                .help("Their bytes, partition keys counted")
                .labelNames("shard")
                .register(registry);
        retries = Counter.builder()
                .name("tmctl_kinesis_retries_total")
                .help("Records that were sent again")
                .labelNames("code")
                .register(registry);
        failures = Counter.builder()
                .name("tmctl_kinesis_failures_total")
                .help("Records that failed for good")
                .labelNames("code")
                .register(registry);
        recordSeconds = histogram("tmctl_kinesis_record_seconds", "From a record's submission to its acknowledgement")
                .classicUpperBounds(SECONDS)
                .labelNames("shard")
                .register(registry);
        requestSeconds = histogram("tmctl_kinesis_request_seconds", "From a request's departure to its answer")
                .classicUpperBounds(SECONDS)
                .register(registry);
        requestRecords = histogram("tmctl_kinesis_request_records", "Records in a request")
                .classicUpperBounds(RECORDS)
                .register(registry);
    }

    private static Histogram.Builder histogram(String name, String help) {
        return Histogram.builder().name(name).help(help).classicOnly();
    }

    /// Shows what the engine holds whenever somebody looks.
    static void watch(PrometheusRegistry registry, Supplier<Load> load) {
        gauge(
                registry,
                "tmctl_kinesis_held_records",
                "Records that are not settled",
                () -> load.get().records());
        gauge(
                registry,
                "tmctl_kinesis_held_bytes",
                "Their bytes",
                () -> load.get().bytes());
        gauge(
                registry,
                "tmctl_kinesis_requests_in_flight",
                "Requests under way",
                () -> load.get().requests());
    }

    static void gauge(PrometheusRegistry registry, String name, String help, Supplier<Number> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.get().doubleValue()))
                .register(registry);
    }

    @Override
    public void requested(int count, int size, Duration took) {
        stats.requested(count, size, took);
        requestSeconds.observe(took.toNanos() / NANOS);
        requestRecords.observe(count);
    }

    @Override
    public void delivered(String shardId, int size, Duration took) {
        stats.delivered(shardId, size, took);
        records.labelValues(shardId).inc();
        bytes.labelValues(shardId).inc(size);
        recordSeconds.labelValues(shardId).observe(took.toNanos() / NANOS);
    }

    @Override
    public void retried(Outcome.Failed cause) {
        stats.retried(cause);
        retries.labelValues(cause.code()).inc();
    }

    @Override
    public void failed(String code) {
        stats.failed(code);
        failures.labelValues(code).inc();
    }

    /// The same figures for `describe`.
    DeliveryStats.Snapshot snapshot() {
        return stats.snapshot();
    }
}
