package dev.tmctl.local.internal.model;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// A 128-bit unsigned hash key: the MD5 of a partition key, big-endian, or an explicit hash key.
///
/// Two longs rather than a [BigInteger], because one is computed for every record written.
///
/// @param high the upper 64 bits, unsigned
/// @param low the lower 64 bits, unsigned
public record HashKey(long high, long low) implements Comparable<HashKey> {

    /// The number of hash keys, 2^128.
    public static final BigInteger COUNT = BigInteger.ONE.shiftLeft(128);

    /// The smallest hash key.
    public static final HashKey MIN = new HashKey(0, 0);

    /// The largest hash key, 2^128 - 1.
    public static final HashKey MAX = new HashKey(-1L, -1L);

    /// The hash key of a partition key.
    ///
    /// @param partitionKey the key in UTF-8
    /// @param md5 a reusable MD5 instance, left reset
    public static HashKey ofPartitionKey(byte[] partitionKey, MessageDigest md5) {
        ByteBuffer digest = ByteBuffer.wrap(md5.digest(partitionKey));
        return new HashKey(digest.getLong(), digest.getLong());
    }

    /// The hash key of a partition key.
    public static HashKey ofPartitionKey(String partitionKey, MessageDigest md5) {
        return ofPartitionKey(partitionKey.getBytes(StandardCharsets.UTF_8), md5);
    }

    /// Reads a number.
    ///
    /// @throws IllegalArgumentException when the value is not in [0, 2^128)
    public static HashKey of(BigInteger value) {
        if (value.signum() < 0 || value.bitLength() > 128) {
            throw new IllegalArgumentException("not a 128-bit hash key");
        }
        return new HashKey(value.shiftRight(64).longValue(), value.longValue());
    }

    /// Reads the decimal form.
    ///
    /// @throws IllegalArgumentException when the text is not a decimal number in [0, 2^128)
    public static HashKey parse(String decimal) {
        return of(new BigInteger(decimal));
    }

    public BigInteger toBigInteger() {
        return new BigInteger(
                1, ByteBuffer.allocate(16).putLong(high).putLong(low).array());
    }

    @Override
    public int compareTo(HashKey other) {
        int upper = Long.compareUnsigned(high, other.high);
        return upper != 0 ? upper : Long.compareUnsigned(low, other.low);
    }

    /// The decimal form, as the API shows it.
    @Override
    public String toString() {
        return toBigInteger().toString();
    }
}
