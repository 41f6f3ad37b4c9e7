package dev.tmctl.delivery.engine;

import java.util.ArrayDeque;
import java.util.Deque;

/// Records that may go with the next request, in their order. Some may have settled while they waited.
final class ReadyRecords {
    private final Deque<PendingRecord> records = new ArrayDeque<>();
    private final int maxRecords;
    private final int maxBytes;
    private long bytes;

    /// @param maxRecords what a request takes
    /// @param maxBytes what a request takes
    ReadyRecords(int maxRecords, int maxBytes) {
        this.maxRecords = maxRecords;
        this.maxBytes = maxBytes;
    }

    void addFirst(PendingRecord record) {
        records.addFirst(record);
        bytes += record.sizeInBytes();
    }

    void addLast(PendingRecord record) {
        records.addLast(record);
        bytes += record.sizeInBytes();
    }

    PendingRecord getFirst() {
        return records.getFirst();
    }

    void removeFirst() {
        bytes -= records.removeFirst().sizeInBytes();
    }

    void clear() {
        records.clear();
        bytes = 0;
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    /// Whether there is a whole request of them, by number or by bytes: waiting for more would gain nothing.
    boolean fillARequest() {
        return records.size() >= maxRecords || bytes >= maxBytes;
    }
}
