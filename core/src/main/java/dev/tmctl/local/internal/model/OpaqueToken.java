package dev.tmctl.local.internal.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.CRC32C;

/// The text form of shard iterators and next tokens: fields and a checksum, in base64.
///
/// The checksum is there to tell garbage from a token. It keeps nothing secret: everybody who reaches the
/// loopback interface may read every stream anyway.
final class OpaqueToken {

    private static final String SEPARATOR = "\n";

    private OpaqueToken() {}

    static String encode(Object... fields) {
        String joined = String.join(
                SEPARATOR, Arrays.stream(fields).map(String::valueOf).toList());
        byte[] text = joined.getBytes(StandardCharsets.UTF_8);
        ByteBuffer token = ByteBuffer.allocate(Integer.BYTES + text.length);
        token.putInt(checksum(text)).put(text);
        return Base64.getEncoder().encodeToString(token.array());
    }

    /// Reads the text form.
    ///
    /// @param reader makes something of the fields; an IllegalArgumentException says that they do not hold it
    /// @return empty when the text was not made by [#encode(Object...)] with that many fields
    static <T> Optional<T> read(String token, int fields, Function<List<String>, T> reader) {
        try {
            return decode(token, fields).map(reader);
        } catch (IllegalArgumentException | ArithmeticException forged) {
            return Optional.empty();
        }
    }

    /// A number of a token, such as a time or a count.
    ///
    /// @throws IllegalArgumentException when it is none or is negative
    static long number(String field) {
        long number = Long.parseLong(field);
        if (number < 0) {
            throw new IllegalArgumentException("negative");
        }
        return number;
    }

    private static Optional<List<String>> decode(String token, int fields) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(token);
        } catch (IllegalArgumentException garbage) {
            return Optional.empty();
        }
        if (bytes.length < Integer.BYTES) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int expected = buffer.getInt();
        byte[] text = new byte[buffer.remaining()];
        buffer.get(text);
        if (checksum(text) != expected) {
            return Optional.empty();
        }
        List<String> parts = List.of(new String(text, StandardCharsets.UTF_8).split(SEPARATOR, -1));
        return parts.size() == fields ? Optional.of(parts) : Optional.empty();
    }

    private static int checksum(byte[] text) {
        CRC32C crc = new CRC32C();
        crc.update(text);
        return (int) crc.getValue();
    }
}
