package dev.tmctl.bench.load;

import org.HdrHistogram.Histogram;

/// What was seen of a sender between two moments of its run.
///
/// @param acknowledged records acknowledged between them
/// @param seconds the time between them
/// @param p50Millis median latency of an acknowledgement
/// @param p99Millis the latency that one of a hundred exceeds
public record Window(long acknowledged, double seconds, double p50Millis, double p99Millis) {
    private static final long POLL_MILLIS = 10;
    private static final double NANOS = 1e9;
    private static final double MICROS = 1_000;

    /// Told at the two moments.
    public interface Edge {
        void reached() throws Exception;
    }

    /// Runs a sender: a warm-up that does not count, then the window.
    ///
    /// @param warmUp seconds
    /// @param length seconds; the window ends earlier when the sender has nothing left
    public static Window of(Sender sender, double warmUp, double length, Edge begin, Edge end) throws Exception {
        sender.start();
        await(sender, warmUp);
        begin.reached();
        long before = sender.acknowledged();
        Histogram ignored = sender.latencies();
        ignored.reset();
        long beganAt = System.nanoTime();
        await(sender, length);
        long count = sender.acknowledged() - before;
        double seconds = (System.nanoTime() - beganAt) / NANOS;
        end.reached();
        Histogram micros = sender.latencies();
        sender.stop();
        return new Window(
                count, seconds, micros.getValueAtPercentile(50) / MICROS, micros.getValueAtPercentile(99) / MICROS);
    }

    private static void await(Sender sender, double seconds) throws InterruptedException {
        long until = System.nanoTime() + (long) (seconds * NANOS);
        for (long left = until - System.nanoTime(); left > 0 && !sender.isDone(); left = until - System.nanoTime()) {
            Thread.sleep(Math.min(POLL_MILLIS, Math.max(1, left / 1_000_000)));
        }
    }

    /// As it is passed between processes.
    @Override
    public String toString() {
        return acknowledged + " " + seconds + " " + p50Millis + " " + p99Millis;
    }

    /// The opposite of [#toString()].
    public static Window parse(String text) {
        String[] parts = text.split(" ", -1);
        return new Window(
                Long.parseLong(parts[0]),
                Double.parseDouble(parts[1]),
                Double.parseDouble(parts[2]),
                Double.parseDouble(parts[3]));
    }
}
