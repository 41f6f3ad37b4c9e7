package dev.tmctl.bench.subject;

import dev.tmctl.bench.load.Sender;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/// A sender whose threads each make one call after the other.
abstract class ThreadsSender extends Sender {
    private final KinesisClient client;
    private final int threads;
    private final List<Thread> running = new ArrayList<>();
    private volatile boolean stopped;

    ThreadsSender(KinesisClient client, int threads) {
        this.client = client;
        this.threads = threads;
    }

    /// What one thread does again and again.
    interface Call {
        /// @return how many records were stored
        int send(KinesisClient client);

        /// How many records it sends.
        int records();
    }

    /// Prepares the calls of one thread.
    abstract Call call(int thread);

    @Override
    public final void start() {
        for (int i = 0; i < threads; i++) {
            Call call = call(i);
            running.add(Thread.ofPlatform().name("sender-" + i).start(() -> send(call)));
        }
    }

    private void send(Call call) {
        while (!stopped) {
            long from = System.nanoTime();
            int stored;
            try {
                stored = call.send(client);
            } catch (SdkException e) {
                stored = 0;
            }
            if (stored > 0) {
                acknowledge(stored, System.nanoTime() - from);
            }
            if (stored < call.records()) {
                fail(call.records() - stored);
            }
        }
    }

    @Override
    public final void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : running) {
            thread.join();
        }
        client.close();
    }
}
