package dev.tmctl.adapter;

import dev.tmctl.event.AttributeText;
import dev.tmctl.event.EventSize;
import dev.tmctl.event.JsonEventWriter;
import dev.tmctl.event.MediaType;
import io.cloudevents.CloudEvent;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/// Makes the request of one event: in binary mode, which carries the data byte for byte, unless that mode can't
/// carry the event. Headers have no types and are limited, no body is no data, and a `Content-Type` that begins
/// with `application/cloudevents` means another mode. Such an event goes in structured mode.
///
/// @see <a
/// href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md#31-binary-content-mode">
///     Binary content mode</a>
final class EventRequest {
    /// What servers and proxies take by default.
    private static final int MAX_HEADER_CHARACTERS = 6 * 1024;

    private EventRequest() {}

    /// @throws IllegalArgumentException when the media type cannot be a header
    static ClassicHttpRequest of(AdapterHttp http, CloudEvent event) {
        boolean typed = event.getExtensionNames().stream()
                .map(event::getExtension)
                .anyMatch(value -> value instanceof Integer || value instanceof Boolean);
        boolean empty = event.getData() != null && event.getData().toBytes().length == 0;
        // as headers they would be there once more
        if (typed
                || empty
                || MediaType.isCloudEvents(event.getDataContentType())
                || EventSize.attributes(event) > MAX_HEADER_CHARACTERS) {
            return structured(http, event);
        }
        ClassicHttpRequest request = binary(http, event);
        return size(request) > MAX_HEADER_CHARACTERS ? structured(http, event) : request;
    }

    private static int size(ClassicHttpRequest request) {
        int size = 0;
        for (Header header : request.getHeaders()) {
            size += header.getName().length() + header.getValue().length();
        }
        return size;
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
                header(request, name, AttributeText.of(event, name));
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
