package dev.tmctl.local.internal.model;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A sequence number: 56 decimal digits, `49`, arrival in milliseconds (15), counter (19), shard index (20).
///
/// As with AWS, numbers compare as integers, grow within a shard, and those of a child shard are above those
/// of its
/// parents. Fixed width makes the order of the text the same. The layout is private to this class: clients must
/// treat it as opaque (<https://docs.aws.amazon.com/streams/latest/dev/key-concepts.html#sequence-number>).
///
/// @param position place in the shard
/// @param shardIndex the number in the shard's id
public record SequenceNumber(Position position, int shardIndex) {

    private static final int LENGTH = 56;
    private static final int TIME = 2;
    private static final int COUNTER = 17;
    private static final int SHARD = 36;

    /// Reads the decimal form.
    ///
    /// @return empty when the text is no sequence number of this store
    public static Optional<SequenceNumber> parse(String text) {
        if (text.length() != LENGTH || !text.startsWith("49")) {
            return Optional.empty();
        }
        try {
            long millis = Long.parseLong(text, TIME, COUNTER, 10);
            long counter = Long.parseLong(text, COUNTER, SHARD, 10);
            long shard = Long.parseLong(text, SHARD, LENGTH, 10);
            return shard > Integer.MAX_VALUE || shard < 0
                    ? Optional.empty()
                    : Optional.of(new SequenceNumber(new Position(millis, counter), (int) shard));
        } catch (NumberFormatException notOurs) {
            return Optional.empty();
        }
    }

    public static String format(long millis, long counter, int shardIndex) {
        byte[] digits = new byte[LENGTH];
        digits[0] = '4';
        digits[1] = '9';
        put(digits, TIME, COUNTER, millis);
        put(digits, COUNTER, SHARD, counter);
        put(digits, SHARD, LENGTH, shardIndex);
        return new String(digits, StandardCharsets.ISO_8859_1);
    }

    private static void put(byte[] digits, int from, int to, long value) {
        long rest = value;
        for (int i = to - 1; i >= from; i--) {
            digits[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    @Override
    public String toString() {
        return format(position.millis(), position.counter(), shardIndex);
    }
}
