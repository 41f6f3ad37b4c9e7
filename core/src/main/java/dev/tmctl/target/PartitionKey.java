package dev.tmctl.target;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The key that decides which shard a record goes to.
///
/// @param value 1 to 256 Unicode characters; its UTF-8 bytes count towards the record's size
/// @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html">PutRecord</a>
public record PartitionKey(String value) {
    /// The service's limit, in Unicode characters (code points).
    public static final int MAX_CHARACTERS = 256;

    /// @throws InvalidValueException when the value is empty, too long or not encodable as UTF-8
    public PartitionKey {
        Objects.requireNonNull(value, "value");
        int characters = value.codePointCount(0, value.length());
        if (characters == 0) {
            throw new InvalidValueException("is empty; expected 1 to " + MAX_CHARACTERS + " characters");
        }
        if (characters > MAX_CHARACTERS) {
            throw new InvalidValueException(
                    "has " + characters + " characters; a partition key has 1 to " + MAX_CHARACTERS);
        }
        if (!isAscii(value) && !StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            throw new InvalidValueException(
                    Quoted.of(value) + " holds half of a surrogate pair, which has no UTF-8 form");
        }
    }

    /// The bytes that count towards the record's size.
    public int sizeInBytes() {
        return isAscii(value) ? value.length() : value.getBytes(StandardCharsets.UTF_8).length;
    }

    /// Most keys are, and an encoder for each would cost more than the rest of the check.
    private static boolean isAscii(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return value;
    }
}
