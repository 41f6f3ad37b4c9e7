package dev.tmctl.local.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/// Rules on hash keys, sequence numbers and resharding that hold for all inputs.
class ShardingPropertiesTest {

    private static final long NOW = 1_700_000_000_000L;

    private static KinesisStream stream(int shards) {
        return KinesisStream.create("s", 1, StreamMode.PROVISIONED, shards, 1024, NOW);
    }

    private static void assertCoversKeySpace(KinesisStream stream) {
        BigInteger next = BigInteger.ZERO;
        for (Shard shard : stream.openShards()) {
            assertThat(shard.range().start().toBigInteger()).isEqualTo(next);
            next = shard.range().end().toBigInteger().add(BigInteger.ONE);
        }
        assertThat(next).isEqualTo(HashKey.COUNT);
    }

    private static SequencedMap<Integer, Position> lastPositions(KinesisStream stream, long millis) {
        SequencedMap<Integer, Position> last = new LinkedHashMap<>();
        stream.shards().stream()
                .filter(Shard::isOpen)
                .forEach(shard -> last.put(
                        shard.index(), new Position(Math.max(millis, shard.openedMillis()), 1000 + shard.index())));
        return last;
    }

    @Property
    void uniformRangesCoverTheKeySpace(@ForAll @IntRange(min = 1, max = 300) int shards) {
        assertCoversKeySpace(stream(shards));
    }

    @Property
    void everyKeyHasTheShardThatContainsIt(
            @ForAll @IntRange(min = 1, max = 100) int shards,
            @ForAll @BigRange(min = "0", max = "340282366920938463463374607431768211455") BigInteger key) {
        HashKey hashKey = HashKey.of(key);
        assertThat(hashKey.toBigInteger()).isEqualTo(key);
        assertThat(HashKey.parse(key.toString())).isEqualTo(hashKey);
        Shard shard = KinesisStream.shardFor(hashKey, stream(shards).openShards());
        assertThat(shard.range().contains(hashKey)).isTrue();
    }

    @Property
    void hashKeysOrderAsUnsignedNumbers(@ForAll long a, @ForAll long b, @ForAll long c, @ForAll long d) {
        HashKey first = new HashKey(a, b);
        HashKey second = new HashKey(c, d);
        assertThat(Integer.signum(first.compareTo(second)))
                .isEqualTo(first.toBigInteger().compareTo(second.toBigInteger()));
    }

    @Property
    void sequenceNumbersOrderAsPositions(
            @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long millisA,
            @ForAll @LongRange(min = 0) long counterA,
            @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long millisB,
            @ForAll @LongRange(min = 0) long counterB,
            @ForAll @IntRange(min = 0) int shard) {
        SequenceNumber a = new SequenceNumber(new Position(millisA, counterA), shard);
        SequenceNumber b = new SequenceNumber(new Position(millisB, counterB), shard);
        assertThat(SequenceNumber.parse(a.toString())).contains(a);
        assertThat(new BigInteger(a.toString()).compareTo(new BigInteger(b.toString())))
                .isEqualTo(Integer.signum(a.position().compareTo(b.position())));
        assertThat(a.toString()).matches("[1-9]\\d{0,128}").hasSize(56);
    }

    @Property(tries = 300)
    void scalingCoversTheKeySpaceAndChildrenFollowTheirParents(
            @ForAll @IntRange(min = 1, max = 20) int shards,
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 20) Integer> targets) {
        KinesisStream stream = stream(shards);
        long now = NOW;
        for (int target : targets) {
            now += 1;
            stream = new Resharding(stream, lastPositions(stream, now + 5), now)
                    .uniform(target)
                    .result();
            assertThat(stream.openShardCount()).isEqualTo(target);
            assertCoversKeySpace(stream);
            assertThat(stream.openShards().stream().map(Shard::range).toList()).isEqualTo(HashKeyRange.uniform(target));
        }
        assertChildrenFollow(stream);
    }

    @Property(tries = 300)
    void splitThenMergeKeepsOrder(
            @ForAll @BigRange(min = "2", max = "340282366920938463463374607431768211453") BigInteger key) {
        KinesisStream one = stream(1);
        KinesisStream split = new Resharding(one, lastPositions(one, NOW + 10), NOW)
                .split(one.shards().getFirst(), HashKey.of(key))
                .result();
        assertCoversKeySpace(split);
        KinesisStream merged = new Resharding(split, lastPositions(split, NOW + 20), NOW)
                .merge(split.shards().get(2), split.shards().get(1))
                .result();
        assertCoversKeySpace(merged);
        assertThat(merged.openShardCount()).isOne();
        assertChildrenFollow(merged);
    }

    private static void assertChildrenFollow(KinesisStream stream) {
        for (Shard child : stream.shards()) {
            for (int parent : child.parents()) {
                Shard closed = stream.shards().get(parent);
                assertThat(closed.isOpen()).isFalse();
                assertThat(child.start().isAfter(Objects.requireNonNull(closed.end())))
                        .isTrue();
            }
        }
    }
}
