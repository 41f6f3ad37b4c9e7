package dev.tmctl.delivery;

import org.jspecify.annotations.Nullable;

/// A record on its way: open until it is acknowledged or failed for good.
final class PendingRecord {
    private final @Nullable StreamRecord record;
    private @Nullable Outcome outcome;
    private Outcome.@Nullable Failed last;
    private int attempts;
    private boolean extraAttemptUsed;

    private PendingRecord(@Nullable StreamRecord record, @Nullable Outcome outcome) {
        this.record = record;
        this.outcome = outcome;
    }

    static PendingRecord of(StreamRecord record) {
        return new PendingRecord(record, null);
    }

    static PendingRecord failed(Outcome.Failed failure) {
        return new PendingRecord(null, failure);
    }

    boolean isOpen() {
        return outcome == null;
    }

    StreamRecord record() {
        if (record == null) {
            throw new IllegalStateException("a record that was never sent");
        }
        return record;
    }

    /// Counts an attempt and returns its number, from 1.
    int attempt() {
        return ++attempts;
    }

    void acknowledge(Outcome.Delivered delivered) {
        outcome = delivered;
    }

    /// Keeps the record open if another attempt can help. The record's own count of attempts stands.
    void fail(Outcome.Failed cause) {
        Outcome.Failed failure =
                new Outcome.Failed(cause.kind(), cause.code(), cause.message(), cause.requestId(), attempts);
        last = failure;
        boolean again = failure.kind().retryable();
        if (!again && !extraAttemptUsed && AwsFailures.worthOneMore(failure)) {
            extraAttemptUsed = true;
            again = true;
        }
        if (!again) {
            outcome = failure;
        }
    }

    /// The deadline has come: the last failure stands.
    void giveUp() {
        if (outcome == null) {
            outcome = last;
        }
    }

    Outcome outcome() {
        if (outcome == null) {
            throw new IllegalStateException("the record is still open");
        }
        return outcome;
    }
}
