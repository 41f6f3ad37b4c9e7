package dev.tmctl.process;

import java.io.IOException;
import java.util.List;

/// A process of ours died before it was ready, or was not ready in time.
public final class ProcessStartException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> logTail;

    /// @param message what happened
    /// @param logTail the last lines of its log
    public ProcessStartException(String message, List<String> logTail) {
        super(message);
        this.logTail = List.copyOf(logTail);
    }

    /// The last lines of its log.
    public List<String> logTail() {
        return logTail;
    }
}
