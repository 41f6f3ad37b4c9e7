package dev.tmctl.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The data of every event and record: 1 KiB of JSON that begins with a key and a number, so that what is stored can be
/// counted.
public final class Payload {
    /// Its size in bytes.
    public static final int BYTES = 1024;

    /// Digits of a number.
    public static final int DIGITS = 12;

    /// What the data begins with.
    public static final String HEAD = "{\"k\":\"";

    private static final int KEY_LENGTH = 8;
    private static final int KEY_AT = HEAD.length();
    private static final String MIDDLE = "\",\"n\":\"";
    private static final int NUMBER_AT = KEY_AT + KEY_LENGTH + MIDDLE.length();
    private static final int DECIMAL = 10;

    private Payload() {}

    /// The name of a key, `key-0000` to `key-9999`.
    public static String key(int number) {
        return "key-%04d".formatted(number);
    }

    /// The data of a record.
    public static byte[] of(String key, long number) {
        byte[] data = new byte[BYTES];
        Arrays.fill(data, (byte) 'x');
        put(data, 0, HEAD + key + MIDDLE);
        put(data, NUMBER_AT + DIGITS, "\",\"pad\":\"");
        put(data, BYTES - 2, "\"}");
        number(data, number);
        return data;
    }

    /// Gives the data of a record another number.
    public static void number(byte[] data, long number) {
        number(data, 0, number);
    }

    /// Gives the data that begins at an offset another number.
    public static void number(byte[] bytes, int offset, long number) {
        digits(bytes, offset + NUMBER_AT, number);
    }

    /// Writes a number with leading zeros.
    public static void digits(byte[] into, int at, long number) {
        long rest = number;
        for (int i = at + DIGITS - 1; i >= at; i--) {
            into[i] = (byte) ('0' + rest % DECIMAL);
            rest /= DECIMAL;
        }
    }

    /// The number of the data that begins at an offset.
    public static long numberAt(byte[] bytes, int offset) {
        long number = 0;
        for (int i = offset + NUMBER_AT; i < offset + NUMBER_AT + DIGITS; i++) {
            number = number * DECIMAL + (bytes[i] - '0');
        }
        return number;
    }

    /// The key of the data that begins at an offset.
    public static String keyAt(byte[] bytes, int offset) {
        return new String(bytes, offset + KEY_AT, KEY_LENGTH, StandardCharsets.US_ASCII);
    }

    private static void put(byte[] data, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, data, at, bytes.length);
    }
}
