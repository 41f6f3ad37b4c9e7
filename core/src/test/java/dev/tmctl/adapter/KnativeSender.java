package dev.tmctl.adapter;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Sends as a Knative broker or channel does: again, with exponential backoff or as late as the receiver asks, after no
/// answer at all and after 404, 408, 409, 429 and 5xx; any other status that is no success is a dead letter.
///
/// @see <a href="https://github.com/knative/specs/blob/main/specs/eventing/data-plane.md">Data plane</a>
final class KnativeSender implements AutoCloseable {
    private static final Set<Integer> RETRIED = Set.of(404, 408, 409, 429);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final int MAX_DOUBLINGS = 5;

    /// `spec.delivery.retryAfterMax` bounds what a receiver may ask for.
    private static final Duration MAX_RETRY_AFTER = Duration.ofMillis(250);

    private static final int MAX_ATTEMPTS = 400;

    /// `spec.delivery.timeout` bounds an attempt. A pod that ends closes what it accepted last; an adapter that ends in
    /// the process of a test may leave it open.
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> deadLetters = new ConcurrentHashMap<>();
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
    private final AtomicInteger unanswered = new AtomicInteger();

    /// Sends until the event is taken or dead.
    ///
    /// @param name tells the event in the dead letters
    /// @return whether it was taken
    boolean send(String name, HttpRequest event) throws InterruptedException {
        String last = "";
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt, MAX_DOUBLINGS));
            try {
                HttpResponse<String> answer = client.send(event, BodyHandlers.ofString(StandardCharsets.UTF_8));
                int status = answer.statusCode();
                statuses.computeIfAbsent(status, any -> new AtomicInteger()).incrementAndGet();
                if (status / 100 == 2) {
                    return true;
                }
                last = status + " " + answer.body();
                if (status < 500 && !RETRIED.contains(status)) {
                    break;
                }
                pause = retryAfter(answer, pause);
            } catch (IOException e) {
                unanswered.incrementAndGet();
                last = e.toString();
            }
            LockSupport.parkNanos(pause.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        deadLetters.put(name, last);
        return false;
    }

    private static Duration retryAfter(HttpResponse<String> answer, Duration otherwise) {
        return answer.headers()
                .firstValue("retry-after")
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .map(asked -> asked.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : asked)
                .orElse(otherwise);
    }

    /// The request of an event in binary mode.
    static HttpRequest.Builder event(URI adapter, String id) {
        return HttpRequest.newBuilder(adapter)
                .timeout(TIMEOUT)
                .headers("ce-specversion", "1.0", "ce-id", id, "ce-source", "/numbers", "ce-type", "number")
                .header("content-type", "application/json")
                .header("prefer", "reply");
    }

    /// The last answer to every event that was given up, by its name.
    Map<String, String> deadLetters() {
        return Map.copyOf(deadLetters);
    }

    /// How often a status came.
    int answers(int status) {
        return statuses.getOrDefault(status, new AtomicInteger()).get();
    }

    /// How many requests got no answer.
    int unanswered() {
        return unanswered.get();
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
