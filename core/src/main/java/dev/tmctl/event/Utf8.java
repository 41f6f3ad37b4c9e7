package dev.tmctl.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Strict UTF-8: malformed input is reported, never replaced.
public final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080808080808080L;

    /// Of U+FEFF, in bytes.
    static final int BYTE_ORDER_MARK_LENGTH = 3;

    private Utf8() {}

    /// Whether the bytes are UTF-8. Most data is ASCII, which this tells without decoding.
    public static boolean isValid(byte[] bytes) {
        return isAscii(bytes) || decodeOrNull(bytes) != null;
    }

    /// Whether the bytes begin with the mark U+FEFF.
    static boolean hasByteOrderMark(byte[] bytes) {
        return hasByteOrderMark(bytes, 0);
    }

    /// Whether the mark U+FEFF stands at a place.
    static boolean hasByteOrderMark(byte[] bytes, int at) {
        return bytes.length >= at + BYTE_ORDER_MARK_LENGTH
                && bytes[at] == (byte) 0xEF
                && bytes[at + 1] == (byte) 0xBB
                && bytes[at + 2] == (byte) 0xBF;
    }

    private static boolean isAscii(byte[] bytes) {
        int i = 0;
        for (; i <= bytes.length - Long.BYTES; i += Long.BYTES) {
            if (((long) LONGS.get(bytes, i) & HIGH_BITS) != 0) {
                return false;
            }
        }
        for (; i < bytes.length; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
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

    /// The bytes of a text, or null when it holds half of a surrogate pair, for which encoders write a
    /// question mark.
    public static byte @Nullable [] encodeOrNull(String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return exact;
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
