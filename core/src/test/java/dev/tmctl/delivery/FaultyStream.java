package dev.tmctl.delivery;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A stream in memory: records in the order in which they arrived, in shards by the MD5 of their partition key.
public final class FaultyStream {
    private static final BigInteger KEYS = BigInteger.ONE.shiftLeft(128);
    private static final BigInteger FIRST_SEQUENCE =
            new BigInteger("49590338271490256608559692538361571095921575989136588898");

    private final List<Shard> shards = new ArrayList<>();
    private final List<Stored> records = new ArrayList<>();

    /// A record on its way in.
    public record Entry(String key, String data) {}

    /// A record in its place.
    public record Stored(String key, String data, String shardId, String sequenceNumber) {}

    /// A shard; both hash keys included.
    public record Shard(String id, BigInteger from, BigInteger to, boolean open) {}

    FaultyStream(int count) {
        BigInteger width = KEYS.divide(BigInteger.valueOf(count));
        for (int i = 0; i < count; i++) {
            BigInteger from = width.multiply(BigInteger.valueOf(i));
            BigInteger next = i == count - 1 ? KEYS : from.add(width);
            shards.add(new Shard(id(i), from, next.subtract(BigInteger.ONE), true));
        }
    }

    private static String id(int number) {
        return String.format(Locale.ROOT, "shardId-%012d", number);
    }

    /// The place of a key among the 2^128 hash keys.
    public static BigInteger hash(String key) {
        try {
            byte[] md5 = MessageDigest.getInstance("MD5").digest(key.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, md5);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    synchronized Stored put(Entry entry) {
        BigInteger hash = hash(entry.key());
        Shard shard = shards.stream()
                .filter(s -> s.open() && s.from().compareTo(hash) <= 0 && s.to().compareTo(hash) >= 0)
                .findFirst()
                .orElseThrow();
        String sequence = FIRST_SEQUENCE.add(BigInteger.valueOf(records.size())).toString();
        Stored stored = new Stored(entry.key(), entry.data(), shard.id(), sequence);
        records.add(stored);
        return stored;
    }

    /// Splits every open shard in its middle; the new ones have new ids.
    public synchronized void split() {
        List<Shard> open = shards.stream().filter(Shard::open).toList();
        shards.replaceAll(s -> new Shard(s.id(), s.from(), s.to(), false));
        for (Shard shard : open) {
            BigInteger middle = shard.from().add(shard.to()).shiftRight(1);
            shards.add(new Shard(id(shards.size()), shard.from(), middle, true));
            shards.add(new Shard(id(shards.size()), middle.add(BigInteger.ONE), shard.to(), true));
        }
    }

    /// All shards, closed ones too.
    public synchronized List<Shard> shards() {
        return List.copyOf(shards);
    }

    /// What is stored, in the order of arrival.
    public synchronized List<Stored> records() {
        return List.copyOf(records);
    }

    /// How many are stored.
    public synchronized int size() {
        return records.size();
    }
}
