package dev.tmctl.process;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A process of ours died before it was ready, or was not ready in time.
public final class ProcessStartException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> logTail;
    private final @Nullable String left;

    /// @param message what happened; nothing was changed
    /// @param logTail the last lines of its log
    public ProcessStartException(String message, List<String> logTail) {
        this(message, logTail, null);
    }

    private ProcessStartException(String message, List<String> logTail, @Nullable String left) {
        super(message);
        this.logTail = List.copyOf(logTail);
        this.left = left;
    }

    /// The same where something is not as it was before.
    ///
    /// @param what is not, in words, or null when all is
    public ProcessStartException leaving(@Nullable String what) {
        ProcessStartException same = new ProcessStartException(String.valueOf(getMessage()), logTail, what);
        same.initCause(this);
        return same;
    }

    /// The last lines of its log.
    public List<String> logTail() {
        return logTail;
    }

    /// What is not as it was before, in words; null when nothing was changed.
    public @Nullable String left() {
        return left;
    }
}
