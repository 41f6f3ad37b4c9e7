package dev.tmctl.http;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/// The chunks of one request's body, for one reader at a time. Jetty takes one demand at a time, so whoever
/// reads on after a timeout waits for the demand that is pending.
final class BodyChunks {
    private final Request request;
    private final Semaphore available = new Semaphore(0);
    private volatile boolean demanded;

    BodyChunks(Request request) {
        this.request = request;
    }

    /// The next chunk, which the caller releases, or null when none is there yet.
    Content.@Nullable Chunk poll() {
        return request.read();
    }

    /// Waits until there may be another chunk, or until [#wake] is called.
    ///
    /// @param nanos how long at most
    /// @return false when the time is over
    boolean await(long nanos) throws InterruptedException {
        if (!demanded) {
            // the callback may run before demand() returns
            demanded = true;
            request.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, this::arrived));
        }
        return nanos > 0 && available.tryAcquire(nanos, TimeUnit.NANOSECONDS);
    }

    private void arrived() {
        demanded = false;
        wake();
    }

    /// Ends a wait.
    void wake() {
        available.release();
    }
}
