package dev.tmctl.adapter;

import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.LocalLimits;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.delivery.engine.PendingRecord;
import dev.tmctl.delivery.engine.Transport;
import dev.tmctl.event.JsonEventWriter;
import dev.tmctl.net.LateResponseException;
import dev.tmctl.net.NetworkProblem;
import dev.tmctl.trace.HttpCall;
import dev.tmctl.trace.Trace;
import io.cloudevents.CloudEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.jspecify.annotations.Nullable;

/// Carries events to an adapter by HTTP and reads what became of each.
final class AdapterTransport implements Transport, AutoCloseable {
    /// As many as the adapter puts into one request of its own.
    private static final int MAX_EVENTS = 500;

    /// Base64 and escapes make it larger, and an adapter takes 16 MiB.
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final int OK = 200;

    private final URI adapter;
    private final AdapterHttp http;
    private final Trace trace;
    private final AtomicBoolean ending = new AtomicBoolean();
    private volatile boolean cutOff;

    /// @param timeout from the start of a request to the last byte of its answer
    /// @param trace records every call
    AdapterTransport(URI adapter, Duration timeout, Trace trace) {
        this.adapter = adapter;
        this.trace = trace;
        this.http = new AdapterHttp(adapter, timeout);
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
        // large enough from the start: a body that grows is there twice
        int size = 2;
        for (PendingRecord record : batch) {
            size += record.sizeInBytes();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream(size);
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
        ClassicHttpRequest request;
        try {
            request = EventRequest.of(http, event);
        } catch (IllegalArgumentException e) {
            // Everything else is percent-encoded; a media type's quoted parameter may hold what no header can.
            String message = "datacontenttype: cannot be sent as the header Content-Type";
            return new Answered(
                    List.of(new Outcome.Failed(FailureKind.INVALID_EVENT, "InvalidEvent", message, null, 0)));
        }
        try {
            AdapterHttp.Answer answer = answerTo(request);
            if (answer.status() != OK) {
                return refused(answer, 1);
            }
            Outcome outcome = OutcomesJson.readResult(answer.body());
            return outcome == null ? foreign("a result event") : new Answered(List.of(outcome));
        } catch (UnreachableException e) {
            return new Refused(e.failure, Retry.LATER);
        }
    }

    private Result batch(int events, byte[] body) {
        ClassicHttpRequest request = http.post(body);
        request.addHeader("content-type", "application/cloudevents-batch+json");
        request.addHeader(OutcomesJson.HEADER, OutcomesJson.EACH);
        try {
            AdapterHttp.Answer answer = answerTo(request);
            if (answer.status() != OK) {
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

    private static Result refused(AdapterHttp.Answer answer, int events) {
        Outcome.Failed failure = FailureHeaders.read(answer);
        if (FailureHeaders.areIn(answer) && events == 1) {
            // The adapter has tried as long as it does: what it says of an event stands, unless we may try longer.
            return new Answered(List.of(failure));
        }
        boolean content = failure.kind() == FailureKind.INVALID_EVENT || failure.kind() == FailureKind.TOO_LARGE;
        if (content && events > 1) {
            return new Refused(failure, Retry.BISECT);
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

    private AdapterHttp.Answer answerTo(ClassicHttpRequest request) {
        if (!trace.tracesCalls()) {
            return exchange(request);
        }
        long start = System.nanoTime();
        try {
            AdapterHttp.Answer answer = exchange(request);
            tell(request, start, answer.status(), null);
            return answer;
        } catch (UnreachableException e) {
            tell(request, start, 0, e.failure.message());
            throw e;
        }
    }

    private void tell(ClassicHttpRequest request, long start, int status, @Nullable String failure) {
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        trace.call(new HttpCall(request.getMethod(), adapter, null, status, took, null, failure));
    }

    private AdapterHttp.Answer exchange(ClassicHttpRequest request) {
        try {
            return http.exchange(request);
        } catch (IOException e) {
            if (cutOff && !(e instanceof LateResponseException)) {
                throw new UnreachableException(new Outcome.Failed(
                        FailureKind.CANCELLED,
                        "NotAnswered",
                        "the adapter had not answered when the send ended; the event may be stored all the same",
                        null,
                        1));
            }
            throw LocalLimits.isTooManyOpenFiles(e)
                    ? new UnreachableException(LocalLimits.tooManyOpenFiles())
                    : unreachable(NetworkProblem.inWordsOrByName(e));
        }
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
    void cutOffAfter(Duration delay) {
        if (ending.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> {
                        cutOff = true;
                        http.close();
                    });
        }
    }

    @Override
    public void close() {
        http.close();
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
