package dev.tmctl.delivery.engine;

import java.util.List;

/// The records of one request, in their order.
///
/// @param departedAt when it was handed out, in the engine's nanoseconds
record Batch(List<PendingRecord> records, long departedAt) {
    int bytes() {
        int bytes = 0;
        for (PendingRecord record : records) {
            bytes += record.sizeInBytes();
        }
        return bytes;
    }
}
