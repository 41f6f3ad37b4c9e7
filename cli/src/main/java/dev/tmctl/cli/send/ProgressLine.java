package dev.tmctl.cli.send;

import dev.tmctl.cli.support.Streams;
import dev.tmctl.cli.support.Voice;
import dev.tmctl.delivery.DeliveryStats;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.fusesource.jansi.Ansi;

/// Shows how a bulk send goes on: one line that is drawn again on a terminal, a line every few seconds elsewhere.
final class ProgressLine {
    private static final Duration ON_TERMINAL = Duration.ofMillis(200);
    private static final Duration ELSEWHERE = Duration.ofSeconds(5);
    private static final double MIB = 1024 * 1024;
    private static final double NANOS = 1e9;

    private final Streams streams;
    private final Supplier<DeliveryStats.Snapshot> stats;
    private final LongSupplier bytesRead;
    private final long totalBytes;
    private final boolean redraw;
    private final long startedAt = System.nanoTime();
    private final Thread thread;

    /// @param bytesRead how much of the input was read
    /// @param totalBytes the input's size, or 0 when nobody knows
    ProgressLine(Streams streams, Supplier<DeliveryStats.Snapshot> stats, LongSupplier bytesRead, long totalBytes) {
        this.streams = streams;
        this.stats = stats;
        this.bytesRead = bytesRead;
        this.totalBytes = totalBytes;
        this.redraw = streams.errTerminal() && !Voice.isDumb(streams.environment());
        this.thread = Thread.ofPlatform().daemon().name("progress").start(this::run);
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(redraw ? ON_TERMINAL : ELSEWHERE);
                show();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show() {
        String line = text(stats.get(), System.nanoTime() - startedAt, bytesRead.getAsLong(), totalBytes);
        if (redraw) {
            streams.err().print(Ansi.ansi().cursorToColumn(1).a(line).eraseLine(Ansi.Erase.FORWARD));
            streams.err().flush();
        } else {
            streams.note(line);
        }
    }

    /// Events, MiB, rate, retries, throttles and the time that is left.
    static String text(DeliveryStats.Snapshot now, long nanos, long read, long total) {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%,d events  %,.1f MiB  %,.0f/s",
                now.delivered(),
                now.bytes() / MIB,
                now.delivered() / Math.max(nanos / NANOS, 1e-3)));
        if (now.retries() > 0) {
            line.append(String.format(Locale.ROOT, "  %,d retries", now.retries()));
        }
        if (now.throttles() > 0) {
            line.append(String.format(Locale.ROOT, "  %,d throttled", now.throttles()));
        }
        if (total > 0 && read > 0) {
            long left = (long) (nanos / NANOS * (total - read) / read);
            line.append(String.format(Locale.ROOT, "  %d%%", Math.min(100, 100 * read / total)));
            line.append(String.format(Locale.ROOT, "  %d:%02d left", left / 60, left % 60));
        }
        return line.toString();
    }

    /// Removes the line.
    void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (redraw) {
            streams.err().print(Ansi.ansi().cursorToColumn(1).eraseLine(Ansi.Erase.FORWARD));
            streams.err().flush();
        }
    }
}
