package dev.tmctl.adapter;

import dev.tmctl.event.EventAssembler;
import dev.tmctl.event.JsonEventReader;
import dev.tmctl.event.MediaType;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.InvalidValueException;
import io.cloudevents.CloudEvent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the CloudEvents of one HTTP request: binary, structured JSON and batched JSON mode.
///
/// The SDK's reader is not used: it takes empty ids and malformed UTF-8 and refuses upper-case media types.
///
/// @see <a
///     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md">
///     HTTP binding</a>
final class HttpEvents {
    private static final String STRUCTURED = "application/cloudevents";
    private static final String BATCHED = "application/cloudevents-batch";
    private static final int BAD_REQUEST = 400;
    private static final int UNSUPPORTED_MEDIA_TYPE = 415;

    private HttpEvents() {}

    /// The events of a request and whether they came as a batch.
    record Request(boolean batch, List<CloudEvent> events) {}

    /// Reads a request.
    ///
    /// @param headers header values by lower-case name
    /// @throws RejectedRequestException with 400 or 415
    static Request read(Map<String, List<String>> headers, byte[] body) {
        try {
            String contentType = single(headers, "content-type");
            String essence = contentType == null ? "" : MediaType.essence(contentType);
            if (essence.startsWith(BATCHED)) {
                requireJson(contentType, essence, BATCHED);
                return new Request(true, JsonEventReader.readBatch(body));
            }
            if (essence.startsWith(STRUCTURED)) {
                requireJson(contentType, essence, STRUCTURED);
                return new Request(false, List.of(JsonEventReader.read(body)));
            }
            return new Request(false, List.of(binary(headers, contentType, body)));
        } catch (InvalidInputException e) {
            throw new RejectedRequestException(
                    BAD_REQUEST, e.violations().stream().map(Object::toString).collect(Collectors.joining("; ")));
        }
    }

    private static void requireJson(@Nullable String contentType, String essence, String prefix) {
        if (!essence.equals(prefix + "+json")) {
            throw new RejectedRequestException(
                    UNSUPPORTED_MEDIA_TYPE, "event format " + essence + " is not supported; send " + prefix + "+json");
        }
        String parameters = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        int charset = parameters.indexOf("charset=");
        if (charset >= 0 && !parameters.substring(charset + 8).replace("\"", "").startsWith("utf-8")) {
            throw new RejectedRequestException(UNSUPPORTED_MEDIA_TYPE, "JSON events are UTF-8, not " + contentType);
        }
    }

    private static CloudEvent binary(Map<String, List<String>> headers, @Nullable String contentType, byte[] body) {
        EventAssembler assembler = new EventAssembler();
        boolean any = false;
        for (String header : headers.keySet()) {
            if (header.startsWith("ce-")) {
                any = true;
                attribute(assembler, header.substring("ce-".length()), single(headers, header));
            }
        }
        if (!any) {
            throw new RejectedRequestException(
                    UNSUPPORTED_MEDIA_TYPE,
                    "no CloudEvent: send ce- headers, application/cloudevents+json or application/cloudevents-batch+json");
        }
        if (contentType != null) {
            assembler.attribute("datacontenttype", contentType);
        }
        return assembler.data(body.length == 0 ? null : body).build();
    }

    private static void attribute(EventAssembler assembler, String name, @Nullable String value) {
        if (name.isEmpty()) {
            assembler.violation("ce-", "names no attribute");
            return;
        }
        if (name.equals("datacontenttype")) {
            assembler.violation(name, "MUST NOT be a ce- header; Content-Type carries it");
            return;
        }
        try {
            assembler.attribute(name, value == null ? "" : HttpHeaderText.decode(value));
        } catch (InvalidValueException e) {
            assembler.violation(name, e.reason());
        }
    }

    private static @Nullable String single(Map<String, List<String>> headers, String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new InvalidInputException(name, "is given " + values.size() + " times");
        }
        return values.isEmpty() ? null : values.getFirst();
    }
}
