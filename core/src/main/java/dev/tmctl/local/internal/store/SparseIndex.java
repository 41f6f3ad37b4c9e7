package dev.tmctl.local.internal.store;

import dev.tmctl.local.internal.model.Position;
import java.util.Arrays;

/// Offsets of some frames of a segment, one for about 64 KiB. A gigabyte of records costs some hundred
/// kilobytes of
/// memory.
final class SparseIndex {

    private static final int INTERVAL = 64 * 1024;

    private long[] millis = new long[16];
    private long[] counters = new long[16];
    private long[] offsets = new long[16];
    private int size;

    /// Notes a frame, if it is far enough from the last one noted. Frames must come in order.
    synchronized void add(long frameMillis, long counter, long offset) {
        if (size > 0 && offset - offsets[size - 1] < INTERVAL) {
            return;
        }
        if (size == offsets.length) {
            millis = Arrays.copyOf(millis, size * 2);
            counters = Arrays.copyOf(counters, size * 2);
            offsets = Arrays.copyOf(offsets, size * 2);
        }
        millis[size] = frameMillis;
        counters[size] = counter;
        offsets[size] = offset;
        size++;
    }

    /// Forgets the frames from an offset on.
    synchronized void truncate(long offset) {
        while (size > 0 && offsets[size - 1] >= offset) {
            size--;
        }
    }

    /// Offset of a frame at or before the first record after `position`.
    ///
    /// @param start answer when no frame is known to be at or before it
    synchronized long floor(Position position, long start) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            boolean after = millis[middle] != position.millis()
                    ? millis[middle] > position.millis()
                    : counters[middle] > position.counter();
            if (after) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low == 0 ? start : offsets[low - 1];
    }
}
