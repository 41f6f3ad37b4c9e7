package dev.tmctl.local.internal.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A shard of a stream: its hash key range, its parents, and where it starts and ends.
///
/// @param index the number in its id
/// @param range the hash keys it takes while it is open
/// @param parent index of the shard it came from by a split or merge, null for a first shard
/// @param adjacentParent index of the other shard of a merge, null otherwise
/// @param openedMillis when it was opened; no record in it is older
/// @param end a position after its last record once it is closed, null while it is open
/// @param closedMillis when it was closed, 0 while it is open
public record Shard(
        int index,
        HashKeyRange range,
        @Nullable Integer parent,
        @Nullable Integer adjacentParent,
        long openedMillis,
        @Nullable Position end,
        long closedMillis) {

    private static final String PREFIX = "shardId-";

    public static Shard open(int index, HashKeyRange range, long openedMillis) {
        return new Shard(index, range, null, null, openedMillis, null, 0);
    }

    public static String id(int index) {
        String digits = Integer.toString(index);
        return PREFIX + "0".repeat(12 - digits.length()) + digits;
    }

    public String id() {
        return id(index);
    }

    public boolean isOpen() {
        return end == null;
    }

    /// The position that all its records are after.
    public Position start() {
        return new Position(openedMillis, 0);
    }

    public Shard closed(Position last, long nowMillis) {
        return new Shard(
                index,
                range,
                parent,
                adjacentParent,
                openedMillis,
                new Position(last.millis(), last.counter() + 1),
                nowMillis);
    }

    public boolean isChildOf(Shard other) {
        return Integer.valueOf(other.index).equals(parent)
                || Integer.valueOf(other.index).equals(adjacentParent);
    }

    /// Indexes of its parents: none, one (split) or two (merge).
    public List<Integer> parents() {
        if (parent == null) {
            return List.of();
        }
        return adjacentParent == null ? List.of(parent) : List.of(parent, adjacentParent);
    }
}
