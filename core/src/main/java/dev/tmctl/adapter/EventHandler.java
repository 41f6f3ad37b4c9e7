package dev.tmctl.adapter;

import dev.tmctl.delivery.Delivery;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.event.AttributeText;
import dev.tmctl.event.JsonEventWriter;
import dev.tmctl.event.ResultEvent;
import dev.tmctl.http.HttpExchange;
import dev.tmctl.http.HttpHandler;
import dev.tmctl.http.InFlight;
import dev.tmctl.http.RefusedException;
import dev.tmctl.target.StreamArn;
import io.cloudevents.CloudEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Takes events from a request, delivers them, and answers once Kinesis did.
final class EventHandler implements HttpHandler {
    /// The largest body: Kinesis' largest record in Base64 with room for attributes.
    static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

    private static final int OK = 200;

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
    public void handle(HttpExchange exchange) {
        InFlight.Ticket ticket = exchange.enter(inFlight);
        long start = System.nanoTime();
        HttpEvents.Request events;
        try {
            events = read(exchange, ticket);
        } catch (RefusedException e) {
            if (isSendersFault(e.refusal().status())) {
                metrics.countMalformed();
            }
            throw e;
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
        if (events.batch() && OutcomesJson.EACH.equals(exchange.header(OutcomesJson.HEADER))) {
            exchange.responseHeader("Content-Type", OutcomesJson.MEDIA_TYPE).send(OK, OutcomesJson.write(outcomes));
        } else if (!stored) {
            sendFailure(exchange, FailureAnswer.of(outcomes));
        } else if (events.batch()) {
            sendBatch(exchange, outcomes);
        } else {
            sendResult(exchange, result((Outcome.Delivered) outcomes.getFirst()));
        }
    }

    private static boolean isSendersFault(int status) {
        return status < 500 && status != 429;
    }

    private static HttpEvents.Request read(HttpExchange exchange, InFlight.Ticket ticket) {
        ContentEncoding encoding = ContentEncoding.of(exchange.headers("content-encoding"));
        byte[] body = encoding.decode(exchange.body(MAX_BODY_BYTES), MAX_BODY_BYTES, ticket);
        Map<String, List<String>> headers = new TreeMap<>();
        exchange.eachHeader(
                (name, value) -> headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), ignored -> new ArrayList<>(1))
                        .add(value));
        return HttpEvents.read(headers, body, ticket);
    }

    private CloudEvent result(Outcome.Delivered stored) {
        return ResultEvent.of(stream, stored.shardId(), stored.sequenceNumber(), stored.encryptionType(), clock);
    }

    private static void sendResult(HttpExchange exchange, CloudEvent result) {
        exchange.responseHeader("ce-specversion", result.getSpecVersion().toString());
        for (String name : result.getAttributeNames()) {
            String value = AttributeText.of(result, name);
            if (value != null && !name.equals("datacontenttype") && !name.equals("specversion")) {
                exchange.responseHeader("ce-" + name, HttpHeaderText.encode(value));
            }
        }
        exchange.responseHeader("Content-Type", "application/json")
                .send(
                        OK,
                        result.getData() == null
                                ? new byte[0]
                                : result.getData().toBytes());
    }

    private void sendBatch(HttpExchange exchange, List<Outcome> outcomes) {
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        array.write('[');
        for (int i = 0; i < outcomes.size(); i++) {
            if (i > 0) {
                array.write(',');
            }
            array.writeBytes(JsonEventWriter.write(result((Outcome.Delivered) outcomes.get(i))));
        }
        array.write(']');
        exchange.responseHeader("Content-Type", "application/cloudevents-batch+json")
                .send(OK, array.toByteArray());
    }

    private static void sendFailure(HttpExchange exchange, FailureAnswer answer) {
        FailureHeaders.write(exchange, answer.failure());
        if (answer.retryAfterSeconds() > 0) {
            exchange.responseHeader("Retry-After", Integer.toString(answer.retryAfterSeconds()));
        }
        exchange.responseHeader("Content-Type", FailureAnswer.MEDIA_TYPE)
                .send(answer.status(), answer.body().getBytes(StandardCharsets.UTF_8));
    }
}
