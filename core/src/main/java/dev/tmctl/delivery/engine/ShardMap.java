package dev.tmctl.delivery.engine;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Which queue of a throttled shard a partition key belongs to: its shard where the shards are known, else a slice of
/// the space of hash
/// keys. It is a hint that may be out of date; nothing is lost when it is wrong.
///
/// @see <a href="https://docs.aws.amazon.com/streams/latest/dev/key-concepts.html#partition-key">Partition key</a>
public final class ShardMap {
    private static final int SLICES = 64;
    private static final int HASH_BITS = 128;

    private final List<Shard> shards;

    /// An open shard and the hash keys that it takes, both ends included.
    public record Shard(String id, BigInteger from, BigInteger to) {}

    private ShardMap(List<Shard> shards) {
        this.shards = shards;
    }

    /// The map of open shards.
    public static ShardMap of(List<Shard> shards) {
        return new ShardMap(
                shards.stream().sorted(Comparator.comparing(Shard::from)).toList());
    }

    /// No shards are known: the space of hash keys is cut into 64 equal slices.
    public static ShardMap unknown() {
        return new ShardMap(List.of());
    }

    /// Whether lanes are shards.
    public boolean isKnown() {
        return !shards.isEmpty();
    }

    /// The lane of a key, from 0.
    int laneOf(String key) {
        BigInteger hash = hash(key);
        if (shards.isEmpty()) {
            return hash.multiply(BigInteger.valueOf(SLICES))
                    .shiftRight(HASH_BITS)
                    .intValue();
        }
        int low = 0;
        int high = shards.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (shards.get(middle).from().compareTo(hash) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /// The shard that a key should go to, where shards are known.
    Optional<String> shardOf(String key) {
        return shards.isEmpty()
                ? Optional.empty()
                : Optional.of(shards.get(laneOf(key)).id());
    }

    private static BigInteger hash(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(key.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
