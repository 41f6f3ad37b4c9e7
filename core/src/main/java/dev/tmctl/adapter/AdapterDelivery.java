package dev.tmctl.adapter;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.tmctl.delivery.Delivery;
import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.Outcome;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Through a running adapter, one event a request in binary mode, which carries the data byte for byte.
public final class AdapterDelivery implements Delivery {
    private static final ObjectReader JSON =
            new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /// Longer than the adapter itself tries.
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);

    private final URI adapter;
    private final Duration timeout;
    private final HttpClient client;

    /// @param adapter the adapter's URL
    public AdapterDelivery(URI adapter) {
        this(adapter, REQUEST_TIMEOUT);
    }

    /// @param timeout from the start of a request to the last byte of its answer
    AdapterDelivery(URI adapter, Duration timeout) {
        this.adapter = adapter;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    @Override
    public List<Outcome> deliver(List<CloudEvent> events) {
        List<Outcome> outcomes = new ArrayList<>(events.size());
        for (CloudEvent event : events) {
            outcomes.add(deliver(event));
        }
        return outcomes;
    }

    private Outcome deliver(CloudEvent event) {
        HttpRequest request;
        try {
            request = request(event);
        } catch (IllegalArgumentException e) {
            // Everything else is percent-encoded; a media type's quoted parameter may hold what no header can.
            String message = "datacontenttype: cannot be sent as the header Content-Type";
            return new Outcome.Failed(FailureKind.INVALID_EVENT, "InvalidEvent", message, null, 0);
        }
        // A timeout of the request itself would end with the answer's headers.
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, BodyHandlers.ofByteArray());
        try {
            return outcome(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            answer.cancel(true);
            long millis = timeout.toMillis();
            return unreachable("no answer within " + (millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms"));
        } catch (ExecutionException e) {
            return unreachable(cause(e.getCause() == null ? e : e.getCause()));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return unreachable("interrupted");
        }
    }

    private Outcome outcome(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 200) {
            return FailureHeaders.read(
                    answer.statusCode(), answer.headers(), new String(answer.body(), StandardCharsets.UTF_8));
        }
        try {
            JsonNode result = JSON.readTree(answer.body());
            JsonNode shard = result.path("ShardId");
            JsonNode sequenceNumber = result.path("SequenceNumber");
            JsonNode encryption = result.path("EncryptionType");
            if (shard.isTextual() && sequenceNumber.isTextual() && encryption.isTextual()) {
                return new Outcome.Delivered(shard.textValue(), sequenceNumber.textValue(), encryption.textValue());
            }
        } catch (IOException e) {
            // not JSON: the same as JSON of another shape
        }
        String message = "what answers at " + adapter
                + " is no adapter: it answered 200 with something that is not a result event";
        return new Outcome.Failed(FailureKind.UNREACHABLE, "AdapterUnreachable", message, null, 1);
    }

    private static String cause(Throwable thrown) {
        // The client's own ConnectException has no message.
        if (thrown instanceof ConnectException && thrown.getMessage() == null) {
            return "connection refused";
        }
        return FailureAnswer.line(
                thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage());
    }

    private Outcome.Failed unreachable(String cause) {
        return new Outcome.Failed(
                FailureKind.UNREACHABLE,
                "AdapterUnreachable",
                "the adapter at " + adapter + " did not answer: " + cause,
                null,
                1);
    }

    private HttpRequest request(CloudEvent event) {
        byte[] data = event.getData() == null ? new byte[0] : event.getData().toBytes();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(adapter).POST(HttpRequest.BodyPublishers.ofByteArray(data));
        request.header("ce-specversion", event.getSpecVersion().toString());
        for (String name : event.getAttributeNames()) {
            Object value = event.getAttribute(name);
            if (value != null && !name.equals("specversion") && !name.equals("datacontenttype")) {
                request.header("ce-" + name, HttpHeaderText.encode(value.toString()));
            }
        }
        for (String name : event.getExtensionNames()) {
            Object value = event.getExtension(name);
            if (value != null) {
                request.header("ce-" + name, HttpHeaderText.encode(value.toString()));
            }
        }
        if (event.getDataContentType() != null) {
            request.header("content-type", event.getDataContentType());
        }
        return request.build();
    }

    @Override
    public void close() {
        client.close();
    }
}
