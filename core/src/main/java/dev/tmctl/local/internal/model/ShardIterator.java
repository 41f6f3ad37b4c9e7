package dev.tmctl.local.internal.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A shard iterator: the records of a shard after a position. All five iterator types come down to that.
///
/// @param stream name of the stream
/// @param uid the stream's uid, so that an iterator does not move to a new stream of the same name
/// @param shardIndex number in the shard's id
/// @param after the next record to read is the first one after it
/// @param issuedMillis when it was handed out
public record ShardIterator(String stream, long uid, int shardIndex, Position after, long issuedMillis) {

    /// How long an iterator can be used
    /// (<https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetShardIterator.html>).
    public static final Duration LIFETIME = Duration.ofMinutes(5);

    private static final String KIND = "iterator";
    private static final int FIELDS = 7;

    /// Reads the opaque form.
    ///
    /// @return empty when the text is no shard iterator
    public static Optional<ShardIterator> parse(String token) {
        return OpaqueToken.read(token, FIELDS, ShardIterator::of);
    }

    private static ShardIterator of(List<String> fields) {
        if (!fields.getFirst().equals(KIND)) {
            throw new IllegalArgumentException("another type of token");
        }
        return new ShardIterator(
                fields.get(1),
                OpaqueToken.number(fields.get(2)),
                Math.toIntExact(OpaqueToken.number(fields.get(3))),
                new Position(OpaqueToken.number(fields.get(4)), OpaqueToken.number(fields.get(5))),
                OpaqueToken.number(fields.get(6)));
    }

    public boolean isExpired(long nowMillis) {
        return nowMillis - issuedMillis > LIFETIME.toMillis();
    }

    public ShardIterator next(Position newAfter, long nowMillis) {
        return new ShardIterator(stream, uid, shardIndex, newAfter, nowMillis);
    }

    /// The opaque form that clients get.
    public String token() {
        return OpaqueToken.encode(KIND, stream, uid, shardIndex, after.millis(), after.counter(), issuedMillis);
    }
}
