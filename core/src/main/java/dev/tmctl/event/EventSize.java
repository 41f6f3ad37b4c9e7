package dev.tmctl.event;

import io.cloudevents.CloudEvent;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// How much room an event takes, in memory or in JSON, whichever is more: its data, and the names and values
/// of its attributes, which may be as large as the data.
public final class EventSize {
    /// The longest text of a time.
    private static final int TIME = 35;

    private static final int ESCAPE = "\\ud83d".length();
    private static final char LAST_ASCII = 0x7F;
    private static final char LAST_LATIN = 0xFF;
    private static final char LAST_OF_TWO_BYTES = 0x7FF;

    private EventSize() {}

    /// All of the event, in bytes.
    public static int of(CloudEvent event) {
        int data = event.getData() == null ? 0 : event.getData().toBytes().length;
        return sum(data, attributes(event));
    }

    /// Its attributes and extensions alone, in bytes.
    public static int attributes(CloudEvent event) {
        int size = 0;
        for (String name : event.getAttributeNames()) {
            size = sum(size, sum(name.length(), of(event.getAttribute(name))));
        }
        for (String name : event.getExtensionNames()) {
            size = sum(size, sum(name.length(), of(event.getExtension(name))));
        }
        return size;
    }

    private static int of(@Nullable Object value) {
        if (value == null) {
            return 0;
        }
        // its text is not made for this
        return value instanceof OffsetDateTime ? TIME : text(AttributeText.of(value));
    }

    /// A string has one byte for a character while it is Latin, and else two; in UTF-8 it is one to three,
    /// what JSON escapes takes one more, and half of a pair of surrogates is written as an escape of six.
    static int text(String text) {
        int memory = 1;
        int json = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > LAST_LATIN) {
                memory = 2;
            }
            json = sum(json, bytes(c));
        }
        return Math.max(json, product(memory, text.length()));
    }

    private static int bytes(char c) {
        if (c <= LAST_ASCII) {
            return c == '"' || c == '\\' ? 2 : 1;
        }
        if (Character.isSurrogate(c)) {
            return ESCAPE;
        }
        return c <= LAST_OF_TWO_BYTES ? 2 : 3;
    }

    private static int sum(int one, int other) {
        return one > Integer.MAX_VALUE - other ? Integer.MAX_VALUE : one + other;
    }

    private static int product(int factor, int length) {
        return length > Integer.MAX_VALUE / factor ? Integer.MAX_VALUE : factor * length;
    }
}
