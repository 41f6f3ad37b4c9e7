package dev.tmctl.delivery.engine;

import java.util.ArrayList;
import java.util.List;

/// The records of the next request, within its limits of records and bytes.
final class BatchBuilder {
    private final List<PendingRecord> records = new ArrayList<>();
    private final int maxRecords;
    private final int maxBytes;
    private int bytes;

    BatchBuilder(int maxRecords, int maxBytes) {
        this.maxRecords = maxRecords;
        this.maxBytes = maxBytes;
    }

    /// Whether a record may be added. The first always may, however large it is.
    boolean fits(PendingRecord record) {
        return records.isEmpty() || (records.size() < maxRecords && bytes + record.sizeInBytes() <= maxBytes);
    }

    void add(PendingRecord record) {
        records.add(record);
        bytes += record.sizeInBytes();
    }

    List<PendingRecord> records() {
        return records;
    }
}
