package dev.tmctl.adapter;

import dev.tmctl.event.EventAssembler;
import dev.tmctl.event.JsonEventReader;
import dev.tmctl.event.MediaType;
import dev.tmctl.http.InFlight;
import dev.tmctl.http.RefusedException;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.InvalidValueException;
import dev.tmctl.target.Violation;
import io.cloudevents.CloudEvent;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
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
    private static final int TOO_LARGE = 413;

    /// So that a batch of small events fits into the smallest heap.
    static final int MAX_BATCH_EVENTS = 10_000;

    private static final int EVENTS_AT_A_TIME = 64;

    /// What an event takes beside its data until it has been answered.
    private static final long EVENT_BYTES = 2048;

    private static final long PARSING = 2;

    private HttpEvents() {}

    /// The events of a request and whether they came as a batch.
    record Request(boolean batch, List<CloudEvent> events) {}

    /// Reads a request.
    ///
    /// @param headers header values by lower-case name
    /// @param room is asked for what reading takes beside the body
    /// @throws RefusedException with 400, 413, 415 or 429
    static Request read(Map<String, List<String>> headers, byte[] body, InFlight.Ticket room) {
        try {
            String contentType = single(headers, "content-type");
            String essence = contentType == null ? "" : MediaType.essence(contentType);
            if (essence.startsWith(BATCHED)) {
                requireJson(contentType, essence, BATCHED);
                return new Request(true, parsed(body, room, () -> JsonEventReader.readBatch(body, counted(room))));
            }
            if (essence.startsWith(STRUCTURED)) {
                requireJson(contentType, essence, STRUCTURED);
                return new Request(false, parsed(body, room, () -> List.of(JsonEventReader.read(body))));
            }
            return new Request(false, List.of(binary(headers, contentType, body)));
        } catch (InvalidInputException e) {
            throw new RefusedException(BAD_REQUEST, Violation.inOneLine(e.violations()));
        }
    }

    /// A parser holds texts a second time, as characters and as strings.
    private static List<CloudEvent> parsed(byte[] body, InFlight.Ticket room, Supplier<List<CloudEvent>> reading) {
        long parsing = PARSING * body.length;
        room.reserve(parsing);
        try {
            return reading.get();
        } finally {
            room.giveBack(parsing);
        }
    }

    private static IntConsumer counted(InFlight.Ticket room) {
        return count -> {
            if (count > MAX_BATCH_EVENTS) {
                throw new RefusedException(
                        TOO_LARGE, "a batch has at most " + MAX_BATCH_EVENTS + " events; send smaller ones");
            }
            if (count % EVENTS_AT_A_TIME == 0) {
                room.reserve(EVENTS_AT_A_TIME * EVENT_BYTES);
            }
        };
    }

    private static void requireJson(@Nullable String contentType, String essence, String prefix) {
        if (!essence.equals(prefix + "+json")) {
            throw new RefusedException(
                    UNSUPPORTED_MEDIA_TYPE, "event format " + essence + " is not supported; send " + prefix + "+json");
        }
        if (contentType != null && !MediaType.isUtf8(contentType)) {
            throw new RefusedException(UNSUPPORTED_MEDIA_TYPE, "JSON events are UTF-8, not " + contentType);
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
            throw new RefusedException(
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
