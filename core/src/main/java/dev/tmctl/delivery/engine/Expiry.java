package dev.tmctl.delivery.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Open records in the order of their deadlines, which is the order in which they were submitted.
final class Expiry {
    /// How soon to look again at records that are due and cannot be settled yet.
    private static final long AGAIN = 50_000_000L;

    private static final int SWEEP_EVERY = 50_000;

    private final Deque<PendingRecord> byDeadline = new ArrayDeque<>();
    private int addedSinceSweep;
    private long lookAgainAt = Long.MIN_VALUE;

    void add(PendingRecord record) {
        byDeadline.addLast(record);
        if (++addedSinceSweep == SWEEP_EVERY) {
            // behind one record that is stuck for long, settled ones would pile up
            byDeadline.removeIf(settled -> settled.poll() != null);
            addedSinceSweep = 0;
        }
    }

    /// Open records whose deadline has come and that are not under way.
    List<PendingRecord> due(long now) {
        dropSettled();
        if (byDeadline.isEmpty() || byDeadline.getFirst().deadline() > now || now < lookAgainAt) {
            return List.of();
        }
        List<PendingRecord> due = new ArrayList<>();
        for (PendingRecord record : byDeadline) {
            if (record.deadline() > now) {
                break;
            }
            if (record.poll() == null && !record.isInFlight()) {
                due.add(record);
            }
        }
        lookAgainAt = now + AGAIN;
        return due;
    }

    /// When the next record is due, or [Long#MAX_VALUE].
    long nextAt() {
        dropSettled();
        return byDeadline.isEmpty()
                ? Long.MAX_VALUE
                : Math.max(byDeadline.getFirst().deadline(), lookAgainAt);
    }

    /// Every record that is not settled, and some that are.
    List<PendingRecord> open() {
        return List.copyOf(byDeadline);
    }

    private void dropSettled() {
        while (!byDeadline.isEmpty() && byDeadline.getFirst().poll() != null) {
            byDeadline.removeFirst();
        }
    }
}
