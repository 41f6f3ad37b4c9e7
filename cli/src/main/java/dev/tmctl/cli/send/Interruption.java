package dev.tmctl.cli.send;

import dev.tmctl.cli.support.Streams;
import dev.tmctl.delivery.bulk.BulkSender;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ends a send in order when the process is told to stop by Ctrl-C or SIGTERM: what is under way is settled and the
/// books are printed before the process ends with the status of its signal (130 or 143).
final class Interruption {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean happened;

    Interruption(Streams streams, BulkSender sender) {
        hook = new Thread(() -> {
            happened = true;
            streams.tell("interrupted: finishing what is under way");
            sender.stop("interrupted");
            await();
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void await() {
        try {
            if (!finished.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                Thread.currentThread().interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Everything is printed and written.
    void over() {
        finished.countDown();
        if (!happened) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // the signal came just now; the hook finds everything finished
                happened = true;
            }
        }
    }
}
