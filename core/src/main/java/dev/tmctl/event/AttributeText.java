package dev.tmctl.event;

import io.cloudevents.CloudEvent;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// Attribute values as text, for headers and for people.
///
/// @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md#type-system">Type
///     system</a>
public final class AttributeText {
    private AttributeText() {}

    /// The text of a context attribute, or null when the event has none. A time is spelled as its sender
    /// spelled it.
    ///
    /// @param name an attribute that the event's version of the specification defines
    public static @Nullable String of(CloudEvent event, String name) {
        if (event instanceof SpelledTimeEvent spelled && name.equals("time")) {
            return spelled.timeText();
        }
        Object value = event.getAttribute(name);
        return value == null ? null : of(value);
    }

    /// The canonical text of a value. Times are RFC 3339, with the seconds that Java leaves out of `12:00:00`.
    public static String of(Object value) {
        return value instanceof OffsetDateTime time
                ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time)
                : value.toString();
    }
}
