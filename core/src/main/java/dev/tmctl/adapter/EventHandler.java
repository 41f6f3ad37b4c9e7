package dev.tmctl.adapter;

import dev.tmctl.adapter.InFlight.Admission;
import dev.tmctl.delivery.Delivery;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.event.AttributeText;
import dev.tmctl.event.JsonEventWriter;
import dev.tmctl.event.ResultEvent;
import dev.tmctl.target.StreamArn;
import io.cloudevents.CloudEvent;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Takes events from a request, delivers them, and answers once Kinesis did.
final class EventHandler implements Handler {
    /// The largest body: Kinesis' largest record in Base64 with room for attributes.
    static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

    private static final Header EACH_OUTCOME = HeaderValues.create(OutcomesJson.HEADER, OutcomesJson.EACH);

    private final StreamArn stream;
    private final Delivery delivery;
    private final AdapterMetrics metrics;
    private final EventLog log;
    private final InFlight inFlight;
    private final LastError lastError;
    private final InstantSource clock = InstantSource.system();

    EventHandler(
            StreamArn stream,
            Delivery delivery,
            AdapterMetrics metrics,
            EventLog log,
            InFlight inFlight,
            LastError lastError) {
        this.stream = stream;
        this.delivery = delivery;
        this.metrics = metrics;
        this.log = log;
        this.inFlight = inFlight;
        this.lastError = lastError;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) throws IOException {
        long declared = request.headers().contentLength().orElse(0);
        if (declared > MAX_BODY_BYTES) {
            reject(response, 413, "the body has " + declared + " bytes; the adapter takes " + MAX_BODY_BYTES, 0);
            return;
        }
        // A body that does not say its size (in chunks, or by HTTP/2) counts as the largest.
        boolean unknown =
                request.headers().contentLength().isEmpty() && request.content().hasEntity();
        long size = unknown ? MAX_BODY_BYTES : Math.max(declared, 1);
        Admission admission = inFlight.enter(size);
        switch (admission) {
            case DRAINING -> reject(response, 503, "the adapter is shutting down", 1);
            case FULL -> reject(response, 429, "too many bytes in flight", 1);
            case ADMITTED -> {
                try {
                    admitted(request, response);
                } finally {
                    inFlight.leave(size);
                }
            }
        }
    }

    private void admitted(ServerRequest request, ServerResponse response) throws IOException {
        long start = System.nanoTime();
        HttpEvents.Request events;
        try {
            events = read(request);
        } catch (RejectedRequestException e) {
            metrics.countMalformed();
            UnreadBody.leave(request, response);
            reject(response, e.status(), String.valueOf(e.getMessage()), 0);
            return;
        }
        List<Outcome> outcomes = delivery.deliver(events.events());
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        boolean stored = true;
        for (int i = 0; i < outcomes.size(); i++) {
            metrics.count(events.events().get(i), outcomes.get(i), duration);
            log.settled(events.events().get(i), outcomes.get(i), duration);
            if (outcomes.get(i) instanceof Outcome.Failed failure) {
                stored = false;
                lastError.set(failure.code() + ": " + failure.message());
            }
        }
        if (events.batch() && wantsEachOutcome(request)) {
            response.header(HeaderNames.CONTENT_TYPE, OutcomesJson.MEDIA_TYPE);
            response.send(OutcomesJson.write(outcomes));
        } else if (!stored) {
            FailureAnswer answer = FailureAnswer.of(outcomes);
            FailureHeaders.write(response, answer.failure());
            send(response, answer.status(), answer.body(), answer.retryAfterSeconds());
        } else if (events.batch()) {
            sendBatch(response, outcomes);
        } else {
            sendResult(response, result((Outcome.Delivered) outcomes.getFirst()));
        }
    }

    private static boolean wantsEachOutcome(ServerRequest request) {
        return request.headers().contains(EACH_OUTCOME);
    }

    private static HttpEvents.Request read(ServerRequest request) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>();
        for (Header header : request.headers()) {
            headers.computeIfAbsent(header.name().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .addAll(header.allValues());
        }
        String encoding = first(headers, "content-encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new RejectedRequestException(415, "Content-Encoding " + encoding + " is not supported");
        }
        byte[] body = body(request);
        if (body.length > MAX_BODY_BYTES) {
            throw new RejectedRequestException(413, "the body is larger than " + MAX_BODY_BYTES + " bytes");
        }
        return HttpEvents.read(headers, body);
    }

    private static byte[] body(ServerRequest request) {
        try (InputStream in =
                request.content().hasEntity() ? request.content().inputStream() : InputStream.nullInputStream()) {
            return in.readNBytes(MAX_BODY_BYTES + 1);
        } catch (IOException | RuntimeException e) {
            // Helidon throws its own unchecked types for broken chunks and lost connections.
            throw new RejectedRequestException(
                    400, "the body cannot be read: it breaks off or its chunks are malformed");
        }
    }

    private static @Nullable String first(Map<String, List<String>> headers, String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    private CloudEvent result(Outcome.Delivered stored) {
        return ResultEvent.of(stream, stored.shardId(), stored.sequenceNumber(), stored.encryptionType(), clock);
    }

    private static void sendResult(ServerResponse response, CloudEvent result) {
        response.header("ce-specversion", result.getSpecVersion().toString());
        for (String name : result.getAttributeNames()) {
            Object value = result.getAttribute(name);
            if (value != null && !name.equals("datacontenttype") && !name.equals("specversion")) {
                response.header("ce-" + name, HttpHeaderText.encode(AttributeText.of(value)));
            }
        }
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.send(result.getData() == null ? new byte[0] : result.getData().toBytes());
    }

    private void sendBatch(ServerResponse response, List<Outcome> outcomes) {
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        array.write('[');
        for (int i = 0; i < outcomes.size(); i++) {
            if (i > 0) {
                array.write(',');
            }
            array.writeBytes(JsonEventWriter.write(result((Outcome.Delivered) outcomes.get(i))));
        }
        array.write(']');
        response.header(HeaderNames.CONTENT_TYPE, "application/cloudevents-batch+json");
        response.send(array.toByteArray());
    }

    private void reject(ServerResponse response, int status, String cause, int retryAfter) {
        log.rejected(status, FailureAnswer.line(cause));
        send(response, status, cause, retryAfter);
    }

    private static void send(ServerResponse response, int status, String cause, int retryAfter) {
        response.status(status);
        if (retryAfter > 0) {
            response.header("Retry-After", Integer.toString(retryAfter));
        }
        response.header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.send(FailureAnswer.line(cause).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
