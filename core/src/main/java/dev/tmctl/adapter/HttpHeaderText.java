package dev.tmctl.adapter;

import dev.tmctl.event.Utf8;
import dev.tmctl.target.InvalidValueException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// How attribute values travel in HTTP headers: quotes are taken off, then one pass of percent-decoding.
///
/// See section 3.1.3.2 of the
/// [HTTP
/// binding](https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md).
final class HttpHeaderText {
    private static final String HEX = "0123456789ABCDEF";

    private HttpHeaderText() {}

    /// The value behind a header's text.
    ///
    /// @throws InvalidValueException when the decoded bytes are not UTF-8
    static String decode(String header) {
        String text = unquote(header);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' && i + 2 < text.length() && isHex(text.charAt(i + 1)) && isHex(text.charAt(i + 2))) {
                bytes.write(Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            } else if (c < 0x100) {
                // a server hands raw bytes over as Latin-1
                bytes.write(c);
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        String decoded = Utf8.decodeOrNull(bytes.toByteArray());
        if (decoded == null) {
            throw new InvalidValueException("is not UTF-8 after percent-decoding");
        }
        return decoded;
    }

    /// The header text of a value: everything outside printable ASCII, and `"`, `%` and space, percent-encoded.
    static String encode(String value) {
        StringBuilder text = new StringBuilder(value.length());
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            if (b > 0x20 && b < 0x7F && b != '"' && b != '%') {
                text.append((char) b);
            } else {
                text.append('%').append(HEX.charAt((b >> 4) & 0xF)).append(HEX.charAt(b & 0xF));
            }
        }
        return text.toString();
    }

    private static String unquote(String header) {
        String text = header.strip();
        if (text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
            return text;
        }
        StringBuilder inner = new StringBuilder(text.length());
        for (int i = 1; i < text.length() - 1; i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() - 1) {
                i++;
                c = text.charAt(i);
            }
            inner.append(c);
        }
        return inner.toString();
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0 && c < 0x80;
    }
}
