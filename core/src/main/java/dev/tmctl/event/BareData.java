package dev.tmctl.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Bytes without context attributes. What means to be JSON, an event or text and is none is refused: stored
/// as text or as binary data nobody would notice it.
final class BareData {
    static final String ANOTHER_TYPE = "to send it as it is, add --datacontenttype TYPE, such as text/plain";

    static final String NOT_UTF_8 = "text, but not UTF-8; convert it first, for example";

    private static final String CONTROL_OF_TEXT = "\t\n\r\f\u001b";
    private static final byte[] VERSION = "\"specversion\"".getBytes(StandardCharsets.US_ASCII);

    private BareData() {}

    /// Whether bytes begin like a JSON object or array.
    static boolean beginsLikeJson(byte[] bytes) {
        return begins(bytes, '{') || begins(bytes, '[');
    }

    private static boolean begins(byte[] bytes, char bracket) {
        int first = InputFormat.firstNonBlank(bytes);
        return first >= 0 && bytes[first] == bracket;
    }

    /// Whether bytes that are no JSON mean to be an event: they begin like an object, and a `specversion` is
    /// in them.
    static boolean meansToBeAnEvent(byte[] bytes) {
        if (!beginsLikeJson(bytes)) {
            return false;
        }
        for (int i = 0; i <= bytes.length - VERSION.length; i++) {
            if (bytes[i] == '"' && Arrays.equals(bytes, i, i + VERSION.length, VERSION, 0, VERSION.length)) {
                return true;
            }
        }
        return false;
    }

    /// Why bytes are no data, or null when they are.
    ///
    /// @param flaw why they are no JSON, or null when they are
    /// @param declared whether the user says what they are, and that it is no JSON
    static @Nullable String problem(byte[] bytes, @Nullable Supplier<String> flaw, boolean declared) {
        if (flaw == null) {
            return begins(bytes, '[') && JsonSyntax.holdsEvents(bytes)
                    ? "is an array of CloudEvents and not data"
                    : null;
        }
        if (declared && !meansToBeAnEvent(bytes)) {
            return null;
        }
        return beginsLikeJson(bytes) ? flaw.get() : null;
    }

    /// Whether bytes that are no UTF-8 look like text of another encoding: most of them are ASCII, and none
    /// is a control character that text does not have.
    static boolean isTextInAnotherEncoding(byte[] bytes) {
        int ascii = 0;
        for (byte b : bytes) {
            if (b >= 0 && b < ' ' && CONTROL_OF_TEXT.indexOf(b) < 0) {
                return false;
            }
            ascii += b >= 0 ? 1 : 0;
        }
        return ascii > bytes.length / 2;
    }
}
