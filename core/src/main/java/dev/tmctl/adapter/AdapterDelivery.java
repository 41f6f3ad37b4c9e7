package dev.tmctl.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tmctl.delivery.Delivery;
import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.Outcome;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Through a running adapter, one event a request in binary mode, which carries the data byte for byte.
public final class AdapterDelivery implements Delivery {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /// Longer than the adapter itself tries.
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);

    private final URI adapter;
    private final HttpClient client;

    /// @param adapter the adapter's URL
    public AdapterDelivery(URI adapter) {
        this.adapter = adapter;
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
        try {
            HttpResponse<byte[]> answer = client.send(request(event), BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                return FailureHeaders.read(
                        answer.statusCode(), answer.headers(), new String(answer.body(), StandardCharsets.UTF_8));
            }
            JsonNode result = MAPPER.readTree(answer.body());
            return new Outcome.Delivered(
                    result.required("ShardId").asText(),
                    result.required("SequenceNumber").asText(),
                    result.required("EncryptionType").asText());
        } catch (IOException e) {
            return unreachable(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        } catch (IllegalArgumentException e) {
            return unreachable("it answered 200 with something that is not a result event");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unreachable("interrupted");
        }
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
        HttpRequest.Builder request = HttpRequest.newBuilder(adapter)
                .timeout(REQUEST_TIMEOUT)
                .POST(HttpRequest.BodyPublishers.ofByteArray(data));
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
