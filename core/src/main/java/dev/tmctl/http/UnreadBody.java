package dev.tmctl.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;

/// What is left of the body of a request that has been answered.
final class UnreadBody {
    private static final Duration WITHIN = Duration.ofSeconds(2);
    private static final long MAX_BYTES = 32L * 1024 * 1024;

    private UnreadBody() {}

    /// Reads it and throws it away, as far as it comes soon: to reset the stream, which is what else would tell an
    /// HTTP/2 client to stop, makes some clients lose the response.
    static void discard(Request request) {
        long deadline = System.nanoTime() + WITHIN.toNanos();
        long left = MAX_BYTES;
        Semaphore available = new Semaphore(0);
        try {
            while (left > 0) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    request.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, available::release));
                    if (!available.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                        return;
                    }
                } else if (Content.Chunk.isFailure(chunk)) {
                    return;
                } else {
                    left -= chunk.remaining();
                    chunk.release();
                    if (chunk.isLast()) {
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
