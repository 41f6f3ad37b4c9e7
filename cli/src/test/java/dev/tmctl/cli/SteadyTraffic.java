package dev.tmctl.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Some senders that each send one numbered event after the other until they are told to stop.
final class SteadyTraffic implements AutoCloseable {
    private static final int SENDERS = 8;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final URI adapter;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger next = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> refusals = new ConcurrentLinkedQueue<>();
    private final List<Thread> senders = new ArrayList<>();
    private volatile boolean stopped;

    /// Starts to send.
    SteadyTraffic(URI adapter) {
        this.adapter = adapter;
        for (int i = 0; i < SENDERS; i++) {
            senders.add(Thread.startVirtualThread(this::send));
        }
    }

    private void send() {
        while (!stopped) {
            int number = next.getAndIncrement();
            HttpRequest request = HttpRequest.newBuilder(adapter)
                    .timeout(TIMEOUT)
                    .headers("ce-specversion", "1.0", "ce-id", Integer.toString(number))
                    .headers("ce-source", "/numbers", "ce-type", "number")
                    .POST(BodyPublishers.ofString(Integer.toString(number)))
                    .build();
            try {
                HttpResponse<String> answer = client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
                if (answer.statusCode() != 200) {
                    refusals.add(number + ": " + answer.statusCode() + " " + answer.body());
                }
            } catch (IOException e) {
                refusals.add(number + ": " + e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /// Waits for the answers that are due and sends no more.
    ///
    /// @return how many events were sent
    int stop() throws InterruptedException {
        stopped = true;
        for (Thread sender : senders) {
            sender.join(TIMEOUT);
        }
        return next.get();
    }

    /// Every event that was not answered 200, and how it was.
    List<String> refusals() {
        return List.copyOf(refusals);
    }

    @Override
    public void close() {
        stopped = true;
        client.shutdownNow();
        client.close();
    }
}
