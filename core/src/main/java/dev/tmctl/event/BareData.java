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

    /// Two characters of UTF-16 are too few to tell.
    private static final int MIN_WIDE = 8;

    private static final int MAX_LOOKED_AT = 1024;
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

    /// The encoding that bytes seem to be text of, or null when they are UTF-8 or no text. Every other byte of
    /// Western text in UTF-16 is NUL. In an encoding of single bytes most are ASCII, and none is a control
    /// character that text does not have.
    ///
    /// @param utf8 whether they are UTF-8, perhaps cut in the middle of a character
    static @Nullable String otherEncoding(byte[] bytes, boolean utf8) {
        if (isWide(bytes, 1)) {
            return "UTF-16LE";
        }
        if (isWide(bytes, 0)) {
            return "UTF-16BE";
        }
        return !utf8 && isTextOfSingleBytes(bytes) ? "ISO-8859-1" : null;
    }

    /// @param zero the first of the bytes that are NUL
    private static boolean isWide(byte[] bytes, int zero) {
        int length = Math.min(bytes.length, MAX_LOOKED_AT) / 2 * 2;
        for (int i = 0; i < length; i++) {
            boolean isNul = bytes[i] == 0;
            boolean isText = bytes[i] >= ' ' || (bytes[i] > 0 && CONTROL_OF_TEXT.indexOf(bytes[i]) >= 0);
            if (i % 2 == zero ? !isNul : !isText) {
                return false;
            }
        }
        return length >= MIN_WIDE;
    }

    private static boolean isTextOfSingleBytes(byte[] bytes) {
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
