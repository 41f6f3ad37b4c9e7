package dev.tmctl.event;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Strict UTF-8: malformed input is reported, never replaced.
public final class Utf8 {
    private Utf8() {}

    /// Whether the bytes are UTF-8. Most data is ASCII, which this tells without decoding.
    public static boolean isValid(byte[] bytes) {
        int all = 0;
        for (byte b : bytes) {
            all |= b;
        }
        return all >= 0 || decodeOrNull(bytes) != null;
    }

    /// The text, or null when the bytes are not UTF-8.
    public static @Nullable String decodeOrNull(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
