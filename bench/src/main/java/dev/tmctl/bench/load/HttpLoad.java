package dev.tmctl.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Events over kept-alive HTTP connections. In a closed loop each connection sends when its last request is answered;
/// with a rate, requests are due at even times whether or not earlier ones are answered, and latency counts from there.
public final class HttpLoad extends Sender {
    private static final double NANOS = 1e9;

    private final int port;
    private final int connections;
    private final int eventsPerRequest;
    private final double perSecond;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong nextEvent = new AtomicLong();
    private final AtomicLong nextDue = new AtomicLong();
    private long startedAt;
    private volatile boolean stopped;
    private volatile String problem = "";

    /// @param eventsPerRequest 1 for binary mode, more for batched mode
    /// @param perSecond requests a second of all connections together, or 0 for a closed loop
    public HttpLoad(int port, int connections, int eventsPerRequest, double perSecond) {
        this.port = port;
        this.connections = connections;
        this.eventsPerRequest = eventsPerRequest;
        this.perSecond = perSecond;
    }

    /// What went wrong last, or nothing.
    public String problem() {
        return problem;
    }

    @Override
    public void start() {
        startedAt = System.nanoTime();
        for (int i = 0; i < connections; i++) {
            String key = Payload.key(i);
            threads.add(Thread.ofPlatform().daemon().name("load-" + i).start(() -> send(key)));
        }
    }

    private void send(String key) {
        RequestTemplate template = eventsPerRequest == 1
                ? RequestTemplate.binary(port, key)
                : RequestTemplate.batch(port, key, eventsPerRequest);
        try (HttpConnection connection = new HttpConnection(port)) {
            while (!stopped) {
                long from = perSecond > 0 ? awaitTurn() : System.nanoTime();
                byte[] request = template.numbered(nextEvent.getAndAdd(eventsPerRequest));
                int status = connection.exchange(request);
                if (status / 100 == 2) {
                    acknowledge(template.events(), System.nanoTime() - from);
                } else {
                    fail(template.events());
                    problem = "status " + status;
                }
            }
        } catch (IOException e) {
            fail(eventsPerRequest);
            problem = e.toString();
        }
    }

    private long awaitTurn() {
        long due = startedAt + (long) (nextDue.getAndIncrement() / perSecond * NANOS);
        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
            LockSupport.parkNanos(wait);
        }
        return due;
    }

    @Override
    public void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
