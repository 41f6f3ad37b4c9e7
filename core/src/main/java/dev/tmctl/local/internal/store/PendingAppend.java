package dev.tmctl.local.internal.store;

import dev.tmctl.local.internal.model.Position;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An append that waits to be written. Its state belongs to the holder of the log's lock, so once that lock was
/// held, it is settled and visible.
final class PendingAppend {

    private final List<NewRecord> records;
    private final @Nullable Position after;
    private @Nullable Appended placed;
    private @Nullable Exception problem;
    private boolean done;

    PendingAppend(List<NewRecord> records, @Nullable Position after) {
        this.records = records;
        this.after = after;
    }

    List<NewRecord> records() {
        return records;
    }

    boolean isDone() {
        return done;
    }

    void place(Position last, long nowMillis) {
        long millis = after == null ? nowMillis : Math.max(nowMillis, after.millis());
        long counter =
                after != null && after.millis() == millis ? Math.max(last.counter(), after.counter()) : last.counter();
        placed = new Appended(millis, counter + 1);
    }

    Appended placed() {
        if (placed == null) {
            throw new IllegalStateException("not placed");
        }
        return placed;
    }

    void succeed() {
        done = true;
    }

    void fail(Exception cause) {
        problem = cause;
        done = true;
    }

    /// @throws IOException when nothing was written, also where the writer died on the way
    Appended result() throws IOException, ShardClosedException {
        if (!done) {
            throw new IOException("the write was abandoned");
        }
        return switch (problem) {
            case null -> placed();
            case ShardClosedException closed -> throw closed;
            case IOException io -> throw new IOException(io.getMessage(), io);
            default -> throw new IOException(problem);
        };
    }
}
