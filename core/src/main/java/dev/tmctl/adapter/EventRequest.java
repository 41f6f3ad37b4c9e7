package dev.tmctl.adapter;

import dev.tmctl.event.JsonEventWriter;
import io.cloudevents.CloudEvent;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.jspecify.annotations.Nullable;

/// Makes the request of one event: in binary mode, which carries the data byte for byte, unless the event has
/// extensions
/// that are no strings. Headers have no types, so that such an event goes in structured mode.
///
/// @see <a
/// href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md#31-binary-content-mode">
///     Binary content mode</a>
final class EventRequest {
    private EventRequest() {}

    /// @throws IllegalArgumentException when the media type cannot be a header
    static HttpRequest of(URI adapter, CloudEvent event) {
        boolean typed = event.getExtensionNames().stream()
                .map(event::getExtension)
                .anyMatch(value -> value instanceof Integer || value instanceof Boolean);
        return typed ? structured(adapter, event) : binary(adapter, event);
    }

    private static HttpRequest structured(URI adapter, CloudEvent event) {
        return HttpRequest.newBuilder(adapter)
                .header("content-type", "application/cloudevents+json")
                .POST(BodyPublishers.ofByteArray(JsonEventWriter.writeOnOneLine(event)))
                .build();
    }

    private static HttpRequest binary(URI adapter, CloudEvent event) {
        byte[] data = event.getData() == null ? new byte[0] : event.getData().toBytes();
        HttpRequest.Builder request = HttpRequest.newBuilder(adapter).POST(BodyPublishers.ofByteArray(data));
        request.header("ce-specversion", event.getSpecVersion().toString());
        for (String name : event.getAttributeNames()) {
            if (!name.equals("specversion") && !name.equals("datacontenttype")) {
                header(request, name, event.getAttribute(name));
            }
        }
        for (String name : event.getExtensionNames()) {
            header(request, name, event.getExtension(name));
        }
        if (event.getDataContentType() != null) {
            request.header("content-type", event.getDataContentType());
        }
        return request.build();
    }

    private static void header(HttpRequest.Builder request, String name, @Nullable Object value) {
        if (value != null) {
            request.header("ce-" + name, HttpHeaderText.encode(value.toString()));
        }
    }
}
