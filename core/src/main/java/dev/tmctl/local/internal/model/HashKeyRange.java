package dev.tmctl.local.internal.model;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// The range of hash keys that a shard takes, both ends included.
public record HashKeyRange(HashKey start, HashKey end) {

    public HashKeyRange {
        if (start.compareTo(end) > 0) {
            throw new IllegalArgumentException("a hash key range ends before it starts");
        }
    }

    public boolean contains(HashKey key) {
        return start.compareTo(key) <= 0 && key.compareTo(end) <= 0;
    }

    /// Whether both ranges together form one contiguous range.
    public boolean adjacentTo(HashKeyRange other) {
        return follows(other) || other.follows(this);
    }

    private boolean follows(HashKeyRange other) {
        return start.toBigInteger().equals(other.end.toBigInteger().add(BigInteger.ONE));
    }

    /// The range of both. The ranges must be adjacent.
    public HashKeyRange union(HashKeyRange other) {
        return follows(other) ? new HashKeyRange(other.start, end) : new HashKeyRange(start, other.end);
    }

    /// The part below `key`. The key must be inside and not the first one.
    public HashKeyRange below(HashKey key) {
        return new HashKeyRange(start, HashKey.of(key.toBigInteger().subtract(BigInteger.ONE)));
    }

    /// The part from `key` on.
    public HashKeyRange from(HashKey key) {
        return new HashKeyRange(key, end);
    }

    /// The whole key space in `count` ranges of equal size; the last one also takes the remainder.
    public static List<HashKeyRange> uniform(int count) {
        BigInteger size = HashKey.COUNT.divide(BigInteger.valueOf(count));
        List<HashKeyRange> ranges = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            BigInteger start = size.multiply(BigInteger.valueOf(i));
            BigInteger end = i == count - 1 ? HashKey.COUNT : start.add(size);
            ranges.add(new HashKeyRange(HashKey.of(start), HashKey.of(end.subtract(BigInteger.ONE))));
        }
        return ranges;
    }
}
