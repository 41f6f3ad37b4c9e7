package dev.tmctl.local.internal.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A token for the next page of ListShards or ListStreams.
///
/// @param kind the operation that it belongs to
/// @param stream name of the stream whose shards are listed, or of the last stream listed
/// @param after id of the last shard listed, or empty
/// @param filter what else the first page was asked for, or empty
/// @param issuedMillis when it was handed out
public record NextToken(String kind, String stream, String after, String filter, long issuedMillis) {

    /// How long a token can be used
    /// (<https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListShards.html>).
    public static final Duration LIFETIME = Duration.ofMinutes(5);

    private static final String TYPE = "next";
    private static final int FIELDS = 6;

    /// Reads the opaque form.
    ///
    /// @return empty when the text is no token of that kind
    public static Optional<NextToken> parse(String kind, String token) {
        return OpaqueToken.read(token, FIELDS, NextToken::of).filter(next -> next.kind.equals(kind));
    }

    private static NextToken of(List<String> fields) {
        if (!fields.getFirst().equals(TYPE)) {
            throw new IllegalArgumentException("another type of token");
        }
        return new NextToken(
                fields.get(1), fields.get(2), fields.get(3), fields.get(4), OpaqueToken.number(fields.get(5)));
    }

    public boolean isExpired(long nowMillis) {
        return nowMillis - issuedMillis > LIFETIME.toMillis();
    }

    /// The opaque form that clients get.
    public String token() {
        return OpaqueToken.encode(TYPE, kind, stream, after, filter, issuedMillis);
    }
}
