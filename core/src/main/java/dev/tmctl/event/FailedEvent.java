package dev.tmctl.event;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event that was not stored, on its way through a file: the whole event on one line, with the reason in
/// extension attributes that are taken off again when the line is sent once more.
public final class FailedEvent {
    private static final String CODE = "tmctlfailurecode";
    private static final String MESSAGE = "tmctlfailuremessage";
    private static final String ATTEMPTS = "tmctlfailureattempts";
    private static final String INVALID_TYPE = "dev.tmctl.send.invalid";

    private FailedEvent() {}

    /// An event with the reason why it was not stored, as one line with its end.
    ///
    /// @param attempts how often it was sent
    public static byte[] line(CloudEvent event, String code, String message, int attempts) {
        CloudEvent marked = CloudEventBuilder.from(event)
                .withExtension(CODE, code)
                .withExtension(MESSAGE, clean(message))
                .withExtension(ATTEMPTS, attempts)
                .build();
        return oneLine(SpelledTimeEvent.likewise(marked, event));
    }

    /// An element that is no event, inside an event that stands for it: the same one for the same element.
    public static byte[] invalidLine(byte[] element, String message) {
        return oneLine(CloudEventBuilder.v1()
                .withId(UUID.nameUUIDFromBytes(element).toString())
                .withSource(URI.create(EventDefaults.SOURCE))
                .withType(INVALID_TYPE)
                .withDataContentType("application/octet-stream")
                .withData(element)
                .withExtension(CODE, "InvalidEvent")
                .withExtension(MESSAGE, clean(message))
                .withExtension(ATTEMPTS, 0)
                .build());
    }

    /// Whether an extension attribute is one of those that tell why an event failed.
    static boolean isMark(String name) {
        return name.equals(CODE) || name.equals(MESSAGE) || name.equals(ATTEMPTS);
    }

    /// The event as it was before it failed.
    static CloudEvent restored(CloudEvent event) {
        if (event.getExtension(CODE) == null) {
            return event;
        }
        CloudEvent restored = CloudEventBuilder.from(event)
                .withoutExtension(CODE)
                .withoutExtension(MESSAGE)
                .withoutExtension(ATTEMPTS)
                .build();
        return SpelledTimeEvent.likewise(restored, event);
    }

    /// The element that an event stands for, or null when it is an event of its own.
    static byte @Nullable [] invalidElement(CloudEvent event) {
        boolean standsFor =
                event.getType().equals(INVALID_TYPE) && event.getExtension(CODE) != null && event.getData() != null;
        return standsFor ? event.getData().toBytes() : null;
    }

    private static byte[] oneLine(CloudEvent event) {
        byte[] json = JsonEventWriter.writeOnOneLine(event);
        ByteArrayOutputStream line = new ByteArrayOutputStream(json.length + 1);
        line.writeBytes(json);
        line.write('\n');
        return line.toByteArray();
    }

    /// Attributes hold no control characters.
    private static String clean(String message) {
        return message.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
