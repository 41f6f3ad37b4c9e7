package dev.tmctl.delivery.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Strict order per partition key: of each key one record is on its way, the others wait for it to settle.
///
/// Not several in one request either: PutRecords does not promise an order, and a record can fail while its
/// successor in the same request is stored.
///
/// @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html">PutRecords</a>
final class StrictKeyQueue {
    private final Map<String, Deque<PendingRecord>> successors = new HashMap<>();

    /// Whether the record may go now; if not, it waits here.
    boolean enter(PendingRecord record) {
        Deque<PendingRecord> waiting = successors.get(record.key());
        if (waiting == null) {
            successors.put(record.key(), new ArrayDeque<>(2));
            return true;
        }
        waiting.addLast(record);
        record.waitForKey(true);
        return false;
    }

    /// The record has settled.
    ///
    /// @return the next of its key that may go now, or null
    @Nullable
    PendingRecord leave(PendingRecord record) {
        Deque<PendingRecord> waiting = successors.get(record.key());
        if (waiting == null) {
            return null;
        }
        PendingRecord next = waiting.pollFirst();
        while (next != null && next.poll() != null) {
            next = waiting.pollFirst();
        }
        if (next == null) {
            successors.remove(record.key());
        } else {
            next.waitForKey(false);
        }
        return next;
    }
}
