package dev.tmctl.bench.load;

import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/// Something that sends numbered records until it is stopped, and counts those that were acknowledged. Records are
/// numbered from 0 without gaps.
public abstract class Sender {
    private static final long HIGHEST_MICROS = 3_600_000_000L;
    private static final int DIGITS = 3;

    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final Recorder micros = new Recorder(HIGHEST_MICROS, DIGITS);

    /// Begins to send, in threads of its own.
    public abstract void start() throws Exception;

    /// Sends nothing new and waits until everything sent is settled.
    public abstract void stop() throws Exception;

    /// Whether there is nothing left to send.
    public boolean isDone() {
        return false;
    }

    /// Counts records that were acknowledged together.
    protected final void acknowledge(long records, long nanos) {
        acknowledged.add(records);
        micros.recordValueWithCount(Math.clamp(nanos / 1_000, 0, HIGHEST_MICROS), records);
    }

    /// Counts records that were not.
    protected final void fail(long records) {
        failed.add(records);
    }

    /// Records acknowledged so far.
    public final long acknowledged() {
        return acknowledged.sum();
    }

    /// Records that failed so far.
    public final long failed() {
        return failed.sum();
    }

    /// The latencies since the last call.
    final Histogram latencies() {
        return micros.getIntervalHistogram();
    }
}
