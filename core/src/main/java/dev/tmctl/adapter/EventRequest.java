package dev.tmctl.adapter;

import dev.tmctl.event.AttributeText;
import dev.tmctl.event.JsonEventWriter;
import io.cloudevents.CloudEvent;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.jspecify.annotations.Nullable;

/// Makes the request of one event: in binary mode, which carries the data byte for byte, unless the event has
/// extensions that are no strings. Headers have no types, so that such an event goes in structured mode.
///
/// @see <a
/// href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md#31-binary-content-mode">
///     Binary content mode</a>
final class EventRequest {
    private EventRequest() {}

    /// @throws IllegalArgumentException when the media type cannot be a header
    static ClassicHttpRequest of(AdapterHttp http, CloudEvent event) {
        boolean typed = event.getExtensionNames().stream()
                .map(event::getExtension)
                .anyMatch(value -> value instanceof Integer || value instanceof Boolean);
        return typed ? structured(http, event) : binary(http, event);
    }

    private static ClassicHttpRequest structured(AdapterHttp http, CloudEvent event) {
        ClassicHttpRequest request = http.post(JsonEventWriter.writeOnOneLine(event));
        request.addHeader("content-type", "application/cloudevents+json");
        return request;
    }

    private static ClassicHttpRequest binary(AdapterHttp http, CloudEvent event) {
        ClassicHttpRequest request = http.post(
                event.getData() == null ? new byte[0] : event.getData().toBytes());
        request.addHeader("ce-specversion", event.getSpecVersion().toString());
        for (String name : event.getAttributeNames()) {
            if (!name.equals("specversion") && !name.equals("datacontenttype")) {
                header(request, name, event.getAttribute(name));
            }
        }
        for (String name : event.getExtensionNames()) {
            header(request, name, event.getExtension(name));
        }
        if (event.getDataContentType() != null) {
            request.addHeader("content-type", printable(event.getDataContentType()));
        }
        return request;
    }

    private static String printable(String mediaType) {
        if (mediaType.chars().anyMatch(c -> c != '\t' && (c < ' ' || c > '~'))) {
            throw new IllegalArgumentException("no header can hold " + mediaType);
        }
        return mediaType;
    }

    private static void header(ClassicHttpRequest request, String name, @Nullable Object value) {
        if (value != null) {
            request.addHeader("ce-" + name, HttpHeaderText.encode(AttributeText.of(value)));
        }
    }
}
