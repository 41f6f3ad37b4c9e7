package dev.tmctl.local.internal.model;

/// The place of a record in its shard: its arrival time and the shard's running count.
///
/// Both only grow within a shard, and a child shard starts at a later time than its parents end. So
/// positions order
/// all records of a shard and of its ancestors, and are what a [SequenceNumber] encodes.
///
/// @param millis arrival, milliseconds since the epoch
/// @param counter ordinal within the shard, may have gaps
public record Position(long millis, long counter) implements Comparable<Position> {

    /// Before every record.
    public static final Position FIRST = new Position(0, 0);

    @Override
    public int compareTo(Position other) {
        int time = Long.compare(millis, other.millis);
        return time != 0 ? time : Long.compare(counter, other.counter);
    }

    public boolean isAfter(Position other) {
        return compareTo(other) > 0;
    }

    /// The position that is just before this one, where no record is in between.
    public Position previous() {
        return counter > 0 ? new Position(millis, counter - 1) : beforeMillis(millis);
    }

    /// The position after all records that arrived before `millis`, and before the others.
    public static Position beforeMillis(long millis) {
        return millis <= 0 ? FIRST : new Position(millis - 1, Long.MAX_VALUE);
    }
}
