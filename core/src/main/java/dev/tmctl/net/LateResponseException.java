package dev.tmctl.net;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// No whole response came within the timeout.
public final class LateResponseException extends ResponseException {
    private static final long serialVersionUID = 1L;

    /// @param cause what the wait ended with, or null
    public LateResponseException(Duration timeout, @Nullable Throwable cause) {
        super("no answer within " + inWords(timeout), cause);
    }

    private static String inWords(Duration time) {
        long millis = time.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
