package dev.tmctl.delivery;

import dev.tmctl.delivery.engine.EngineListener;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Counts what an engine does. Thread-safe.
public final class DeliveryStats implements EngineListener {
    private static final long HIGHEST_MICROS = Duration.ofHours(1).toNanos() / 1_000;
    private static final int DIGITS = 2;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final LongAdder requests = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder throttles = new LongAdder();
    private final Map<String, LongAdder> byShard = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> retriesByCode = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> failuresByCode = new ConcurrentHashMap<>();
    private final Histogram recordMicros = new ConcurrentHistogram(HIGHEST_MICROS, DIGITS);
    private final Histogram requestMicros = new ConcurrentHistogram(HIGHEST_MICROS, DIGITS);
    private volatile @Nullable Retried lastRetry;

    private record Retried(Outcome.Failed cause, long at) {}

    @Override
    public void requested(int records, int size, Duration took) {
        requests.increment();
        requestMicros.recordValue(micros(took));
    }

    @Override
    public void delivered(String shardId, int size, Duration took) {
        delivered.increment();
        bytes.add(size);
        byShard.computeIfAbsent(shardId, shard -> new LongAdder()).increment();
        recordMicros.recordValue(micros(took));
    }

    @Override
    public void retried(Outcome.Failed cause) {
        retries.increment();
        if (cause.kind() == FailureKind.THROTTLED) {
            throttles.increment();
        }
        retriesByCode.computeIfAbsent(cause.code(), c -> new LongAdder()).increment();
        lastRetry = new Retried(cause, System.nanoTime());
    }

    @Override
    public void failed(String code) {
        failuresByCode.computeIfAbsent(code, c -> new LongAdder()).increment();
    }

    private static long micros(Duration took) {
        return Math.clamp(took.toNanos() / 1_000, 0, HIGHEST_MICROS);
    }

    /// Why a record was sent again most lately, or null when none was.
    public @Nullable LastRetry lastRetry() {
        Retried last = lastRetry;
        if (last == null) {
            return null;
        }
        long millis = (System.nanoTime() - last.at()) / NANOS_PER_MILLI;
        return new LastRetry(last.cause().code(), last.cause().message(), millis);
    }

    /// The figures of this moment.
    public Snapshot snapshot() {
        return new Snapshot(
                requests.sum(),
                delivered.sum(),
                bytes.sum(),
                retries.sum(),
                throttles.sum(),
                sums(byShard),
                sums(retriesByCode),
                sums(failuresByCode),
                Latency.of(recordMicros),
                Latency.of(requestMicros),
                lastRetry());
    }

    private static Map<String, Long> sums(Map<String, LongAdder> adders) {
        Map<String, Long> sums = new TreeMap<>();
        adders.forEach((key, adder) -> sums.put(key, adder.sum()));
        return sums;
    }

    /// Figures of one moment.
    ///
    /// @param requests requests that came back
    /// @param delivered records acknowledged
    /// @param bytes their bytes, partition keys counted
    /// @param retries records that were sent again, counted each time
    /// @param throttles those of them whose shard had no room
    /// @param byShard records acknowledged by shard
    /// @param retriesByCode retries by error code
    /// @param failuresByCode records that failed for good by error code
    /// @param record from the submission of a record to its acknowledgement
    /// @param request from a request's departure to its answer
    /// @param lastRetry why a record was sent again most lately, or null when none was
    public record Snapshot(
            long requests,
            long delivered,
            long bytes,
            long retries,
            long throttles,
            Map<String, Long> byShard,
            Map<String, Long> retriesByCode,
            Map<String, Long> failuresByCode,
            Latency record,
            Latency request,
            @Nullable LastRetry lastRetry) {}

    /// Why a record was sent again.
    ///
    /// @param code AWS's error code, or one of ours
    /// @param message the cause in one line
    /// @param millisAgo how long ago that was known
    public record LastRetry(String code, String message, long millisAgo) {}

    /// Percentiles in milliseconds.
    public record Latency(double p50, double p99, double max) {
        private static final double MICROS = 1_000;

        static Latency of(Histogram micros) {
            return new Latency(
                    micros.getValueAtPercentile(50) / MICROS,
                    micros.getValueAtPercentile(99) / MICROS,
                    micros.getMaxValue() / MICROS);
        }
    }
}
