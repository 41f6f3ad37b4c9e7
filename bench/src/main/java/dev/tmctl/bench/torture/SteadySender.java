package dev.tmctl.bench.torture;

import dev.tmctl.http.RawConnection;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/// Sends numbered events at a fixed rate over connections that it keeps, and sends again what is not answered 200, as a
/// broker does. There are enough connections to keep the rate while an event takes half a second. An event's time
/// counts
/// from the moment at which it was due. The threads are the system's, so that attacks from the same process leave them
/// their turn.
final class SteadySender implements AutoCloseable {
    private static final int SENDERS = 256;
    private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final int DIGITS = 3;
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final int port;
    private final long interval;
    private final long start = System.nanoTime();
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong retries = new AtomicLong();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Histogram micros = new ConcurrentHistogram(HIGHEST_MICROS, DIGITS);
    private final Recorder recent = new Recorder(HIGHEST_MICROS, DIGITS);
    private final ExecutorService senders =
            Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory());

    /// @param perSecond events of all connections together
    SteadySender(int port, int perSecond) {
        this.port = port;
        this.interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        for (int i = 0; i < SENDERS; i++) {
            senders.execute(this::send);
        }
    }

    /// The events that were answered 200, which are numbered from 0.
    long sent() {
        return micros.getTotalCount();
    }

    /// How often an event was sent again.
    long retries() {
        return retries.get();
    }

    /// The time of an event at a percentile, in milliseconds.
    double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1000.0;
    }

    /// The times since the last call, in microseconds.
    Histogram recent() {
        return recent.getIntervalHistogram();
    }

    private void send() {
        RawConnection connection = null;
        while (!ended.get()) {
            long number = next.getAndIncrement();
            long due = start + number * interval;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            boolean stored = false;
            while (!stored) {
                try {
                    connection = connection == null ? new RawConnection(port) : connection;
                    RawConnection.Response response =
                            connection.send(event(number)).read();
                    stored = response.status() == 200;
                    if (response.headers().containsKey("connection")) {
                        connection.close();
                        connection = null;
                    }
                } catch (IOException e) {
                    connection = null;
                }
                if (!stored) {
                    retries.incrementAndGet();
                    LockSupport.parkNanos(RETRY_NANOS);
                }
            }
            long took = Math.min(HIGHEST_MICROS, (System.nanoTime() - due) / 1000);
            micros.recordValue(took);
            recent.recordValue(took);
        }
    }

    private static String event(long number) {
        String body = "steady " + number;
        return "POST / HTTP/1.1\r\nHost: localhost\r\nce-specversion: 1.0\r\nce-id: " + number
                + "\r\nce-source: /steady\r\nce-type: steady\r\nContent-Type: text/plain\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    /// Ends after the events that are under way.
    void finish() {
        ended.set(true);
        senders.close();
    }

    @Override
    public void close() {
        finish();
    }
}
