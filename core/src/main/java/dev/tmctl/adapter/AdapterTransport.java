package dev.tmctl.adapter;

import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.delivery.engine.PendingRecord;
import dev.tmctl.delivery.engine.Transport;
import dev.tmctl.event.JsonEventWriter;
import dev.tmctl.trace.HttpCall;
import dev.tmctl.trace.Trace;
import io.cloudevents.CloudEvent;
import java.io.ByteArrayOutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Carries events to an adapter by HTTP and reads what became of each.
final class AdapterTransport implements Transport, AutoCloseable {
    /// As many as the adapter puts into one request of its own.
    private static final int MAX_EVENTS = 500;

    /// Base64 and escapes make it larger, and an adapter takes 16 MiB.
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int OK = 200;

    private final URI adapter;
    private final Duration timeout;
    private final HttpClient client;
    private final Trace trace;
    private final AtomicBoolean ending = new AtomicBoolean();
    private volatile boolean cutOff;

    /// @param timeout from the start of a request to the last byte of its answer
    /// @param trace hears every call
    AdapterTransport(URI adapter, Duration timeout, Trace trace) {
        this.adapter = adapter;
        this.timeout = timeout;
        this.trace = trace;
        this.client = AdapterHttp.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    }

    @Override
    public int maxRecords() {
        return MAX_EVENTS;
    }

    @Override
    public int maxBytes() {
        return MAX_BYTES;
    }

    @Override
    public Result send(List<PendingRecord> batch) {
        if (batch.size() == 1) {
            return single(batch.getFirst().content(CloudEvent.class));
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write('[');
        for (PendingRecord record : batch) {
            if (body.size() > 1) {
                body.write(',');
            }
            body.writeBytes(JsonEventWriter.writeOnOneLine(record.content(CloudEvent.class)));
        }
        body.write(']');
        return batch(batch.size(), body.toByteArray());
    }

    private Result single(CloudEvent event) {
        HttpRequest request;
        try {
            request = EventRequest.of(adapter, event);
        } catch (IllegalArgumentException e) {
            // Everything else is percent-encoded; a media type's quoted parameter may hold what no header can.
            String message = "datacontenttype: cannot be sent as the header Content-Type";
            return new Answered(
                    List.of(new Outcome.Failed(FailureKind.INVALID_EVENT, "InvalidEvent", message, null, 0)));
        }
        try {
            HttpResponse<byte[]> answer = answerTo(request);
            if (answer.statusCode() != OK) {
                return refused(answer, 1);
            }
            Outcome outcome = OutcomesJson.readResult(answer.body());
            return outcome == null ? foreign("a result event") : new Answered(List.of(outcome));
        } catch (UnreachableException e) {
            return new Refused(e.failure, Retry.LATER);
        }
    }

    private Result batch(int events, byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(adapter)
                .header("content-type", "application/cloudevents-batch+json")
                .header(OutcomesJson.HEADER, OutcomesJson.EACH)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<byte[]> answer = answerTo(request);
            if (answer.statusCode() != OK) {
                return refused(answer, events);
            }
            List<Outcome> outcomes = OutcomesJson.read(answer.body());
            return outcomes == null || outcomes.size() != events
                    ? foreign("the outcome of each event; if it is an older adapter: tmctl restart")
                    : new Answered(outcomes);
        } catch (UnreachableException e) {
            return new Refused(e.failure, Retry.LATER);
        }
    }

    private static Result refused(HttpResponse<byte[]> answer, int events) {
        Outcome.Failed failure = FailureHeaders.read(
                answer.statusCode(), answer.headers(), new String(answer.body(), StandardCharsets.UTF_8));
        if (FailureHeaders.areIn(answer.headers())) {
            // The adapter has tried as long as it does: what it says of an event stands, unless we may try longer.
            return new Answered(List.of(failure));
        }
        boolean content = failure.kind() == FailureKind.INVALID_EVENT || failure.kind() == FailureKind.TOO_LARGE;
        if (content && events > 1) {
            return new Refused(failure, Retry.IN_HALVES);
        }
        return new Refused(failure, failure.kind().retryable() ? Retry.LATER : Retry.NEVER);
    }

    /// Nobody knows what became of the events: they are not sent again.
    private Result foreign(String expected) {
        String message =
                "what answers at " + adapter + " is no adapter: it answered 200 with something that is not " + expected;
        return new Refused(
                new Outcome.Failed(FailureKind.UNREACHABLE, "AdapterUnreachable", message, null, 1), Retry.NEVER);
    }

    private HttpResponse<byte[]> answerTo(HttpRequest request) {
        if (!trace.hearsCalls()) {
            return exchange(request);
        }
        long start = System.nanoTime();
        try {
            HttpResponse<byte[]> answer = exchange(request);
            tell(request, start, answer.statusCode(), null);
            return answer;
        } catch (UnreachableException e) {
            tell(request, start, 0, e.failure.message());
            throw e;
        }
    }

    private void tell(HttpRequest request, long start, int status, @Nullable String failure) {
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        trace.call(new HttpCall(request.method(), request.uri(), null, status, took, null, failure));
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) {
        // A timeout of the request itself would end with the answer's headers.
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, BodyHandlers.ofByteArray());
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            long millis = timeout.toMillis();
            throw unreachable("no answer within " + (millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms"));
        } catch (ExecutionException e) {
            if (cutOff) {
                throw new UnreachableException(new Outcome.Failed(
                        FailureKind.CANCELLED,
                        "NotAnswered",
                        "the adapter had not answered when the send ended; the event may be stored all the same",
                        null,
                        1));
            }
            throw unreachable(cause(e.getCause() == null ? e : e.getCause()));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw unreachable("interrupted");
        }
    }

    private static String cause(Throwable thrown) {
        // The client's own ConnectException has no message.
        if (thrown instanceof ConnectException && thrown.getMessage() == null) {
            return "connection refused";
        }
        return FailureAnswer.line(
                thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage());
    }

    private UnreachableException unreachable(String cause) {
        return new UnreachableException(new Outcome.Failed(
                FailureKind.UNREACHABLE,
                "AdapterUnreachable",
                "the adapter at " + adapter + " did not answer: " + cause,
                null,
                1));
    }

    /// Breaks off what is still under way after a while; called again, it changes nothing.
    void cutOffAfter(Duration patience) {
        if (ending.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> {
                        cutOff = true;
                        client.shutdownNow();
                    });
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /// Nothing came back.
    private static final class UnreachableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Outcome.Failed failure;

        UnreachableException(Outcome.Failed failure) {
            super(failure.message());
            this.failure = failure;
        }
    }
}
