package dev.tmctl.event;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/// Attribute values as text, for headers and for people.
///
/// @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md#type-system">Type system</a>
public final class AttributeText {
    private AttributeText() {}

    /// The canonical text of a value. Times are RFC 3339, with the seconds that Java leaves out of `12:00:00`.
    public static String of(Object value) {
        return value instanceof OffsetDateTime time
                ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time)
                : value.toString();
    }
}
