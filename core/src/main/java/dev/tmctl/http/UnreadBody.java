package dev.tmctl.http;

import java.time.Duration;
import org.eclipse.jetty.io.Content;

/// What is left of the body of a request that has been answered.
final class UnreadBody {
    private static final Duration WITHIN = Duration.ofSeconds(2);
    private static final long MAX_BYTES = 32L * 1024 * 1024;

    private UnreadBody() {}

    /// Reads it and throws it away, as far as it comes soon: to reset the stream, which is what else would
    /// tell an HTTP/2 client to stop, makes some clients lose the response.
    static void discard(BodyChunks chunks) {
        long deadline = System.nanoTime() + WITHIN.toNanos();
        long left = MAX_BYTES;
        try {
            while (left > 0) {
                Content.Chunk chunk = chunks.poll();
                if (chunk == null) {
                    if (!chunks.await(deadline - System.nanoTime())) {
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
