package dev.tmctl.cli.send;

import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.UserOutput;
import dev.tmctl.cli.terminal.TerminalWidth;
import dev.tmctl.delivery.DeliveryStats;
import dev.tmctl.delivery.bulk.Progress;
import java.time.Duration;
import java.util.function.Supplier;

/// Shows how a bulk send goes on: one line that is drawn again on a terminal, a line every few seconds
/// elsewhere; and says so when nothing goes on.
final class ProgressLine {
    private static final long ON_TERMINAL = Duration.ofMillis(200).toNanos();
    private static final long ELSEWHERE = Duration.ofSeconds(5).toNanos();
    private static final Duration TICK = Duration.ofMillis(200);
    private static final double NANOS = 1e9;

    private final ConsoleIO console;
    private final SendRoute route;
    private final Supplier<Progress> progress;
    private final long totalBytes;
    private final boolean shown;
    private final boolean redraw;
    private final TerminalWidth width;
    private final StallDetector stallDetector = new StallDetector();
    private final Progress before;
    private final long startedAt = System.nanoTime();
    private final Thread thread;

    /// @param progress how far the run has come
    /// @param totalBytes the input's size, or 0 when nobody knows
    /// @param shown whether there is a line at all, besides what is said when nothing goes on
    ProgressLine(ConsoleIO console, SendRoute route, Supplier<Progress> progress, long totalBytes, boolean shown) {
        this.console = console;
        this.route = route;
        this.progress = progress;
        this.totalBytes = totalBytes;
        this.shown = shown;
        this.redraw = console.errTerminal() && !UserOutput.isDumb(console.environment());
        this.width = new TerminalWidth(console.environment());
        this.before = progress.get();
        this.thread = Thread.ofPlatform().daemon().name("progress").start(this::run);
    }

    private void run() {
        long every = redraw ? ON_TERMINAL : ELSEWHERE;
        long due = every;
        try {
            while (true) {
                Thread.sleep(TICK);
                long now = System.nanoTime() - startedAt;
                Progress reached = progress.get();
                DeliveryStats.Snapshot stats = route.stats().snapshot();
                sayThatNothingGoesOn(now, reached, stats);
                if (shown && now >= due) {
                    due = now + every;
                    show(new ProgressText(reached, before.inputBytes(), stats, now, totalBytes));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sayThatNothingGoesOn(long now, Progress reached, DeliveryStats.Snapshot stats) {
        long done = reached.delivered() + reached.failed() + stats.delivered();
        long nanos = stallDetector.look(now, done, reached.underWay());
        if (nanos > 0) {
            String cause = route.retryCause();
            console.note("note: nothing was stored for " + Math.round(nanos / NANOS) + " s; "
                    + (cause == null ? "there is no answer yet" : "trying again after " + cause));
        }
    }

    private void show(ProgressText text) throws InterruptedException {
        if (redraw) {
            // the last column stays free: many terminals begin a new line as soon as it is taken
            String line = text.within(Math.max(1, width.columns() - 1));
            console.err().draw(line);
        } else {
            console.note(text.whole());
        }
    }

    /// Removes the line.
    void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        console.err().erase();
    }
}
