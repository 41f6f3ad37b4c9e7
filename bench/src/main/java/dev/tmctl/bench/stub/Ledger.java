package dev.tmctl.bench.stub;

import dev.tmctl.bench.load.Payload;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What was stored, by number and key. Thread-safe.
///
/// Order is looked at per partition key where keys are few; a key that is used once has none.
public final class Ledger {
    private static final byte[] HEAD = Payload.HEAD.getBytes(StandardCharsets.US_ASCII);
    private static final String FEW = "key-";

    /// What the producer library's aggregated records begin with.
    private static final byte AGGREGATED = (byte) 0xF3;

    private final BitSet seen = new BitSet();
    private final Map<String, Long> lastOfKey = new HashMap<>();
    private long stored;
    private long duplicated;
    private long outOfOrder;
    private long sequence;
    private long requests;

    /// One record as it came.
    ///
    /// @param partitionKey as sent
    /// @param hashKey the explicit one, or empty
    /// @param data as sent
    public record Entry(String partitionKey, String hashKey, byte[] data) {}

    /// Stores records.
    ///
    /// @return the sequence of the first; the others follow
    public synchronized long store(List<Entry> entries) {
        requests++;
        for (Entry entry : entries) {
            byte[] data = entry.data();
            if (data.length > 0 && data[0] == AGGREGATED) {
                storeAggregated(data);
            } else if (isPayload(data, 0)) {
                store(entry.partitionKey(), Payload.numberAt(data, 0));
            }
        }
        long first = sequence;
        sequence += entries.size();
        return first;
    }

    private void storeAggregated(byte[] data) {
        for (int at = 0; at <= data.length - Payload.BYTES; at++) {
            if (data[at] == HEAD[0] && isPayload(data, at)) {
                store(Payload.keyAt(data, at), Payload.numberAt(data, at));
                at += Payload.BYTES - 1;
            }
        }
    }

    private static boolean isPayload(byte[] data, int at) {
        if (data.length - at < Payload.BYTES) {
            return false;
        }
        for (int i = 0; i < HEAD.length; i++) {
            if (data[at + i] != HEAD[i]) {
                return false;
            }
        }
        return true;
    }

    private void store(String key, long number) {
        int index = Math.toIntExact(number);
        if (seen.get(index)) {
            duplicated++;
            return;
        }
        seen.set(index);
        stored++;
        if (key.startsWith(FEW)) {
            Long last = lastOfKey.put(key, number);
            if (last != null && last > number) {
                outOfOrder++;
                lastOfKey.put(key, last);
            }
        }
    }

    /// The books of this moment.
    public synchronized BulkResult result() {
        return new BulkResult(stored, duplicated, outOfOrder, requests);
    }

    /// What was stored.
    ///
    /// @param stored different numbers
    /// @param duplicated records whose number was there already
    /// @param outOfOrder records that came after a higher number of their key
    /// @param requests how many requests it took
    public record BulkResult(long stored, long duplicated, long outOfOrder, long requests) {}

    /// Forgets everything.
    public synchronized void clear() {
        seen.clear();
        lastOfKey.clear();
        stored = 0;
        duplicated = 0;
        outOfOrder = 0;
        requests = 0;
    }
}
