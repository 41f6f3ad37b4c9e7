package dev.tmctl.adapter;

import io.cloudevents.CloudEvent;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.jspecify.annotations.Nullable;

/// Makes the request of one event in binary mode.
///
/// @see <a
/// href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md#31-binary-content-mode">
///     Binary content mode</a>
final class EventRequest {
    private EventRequest() {}

    /// @throws IllegalArgumentException when the media type cannot be a header
    static HttpRequest binary(URI adapter, CloudEvent event) {
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
