package dev.tmctl.delivery;

import java.io.IOException;
import java.util.Locale;

/// What this machine does not give any more, and no endpoint is to blame for.
public final class LocalLimits {
    /// The system's own words for EMFILE and ENFILE, on Linux and on macOS.
    private static final String TOO_MANY = "too many open files";

    private static final int DEEPEST = 20;

    private LocalLimits() {}

    /// Whether something failed because this process, or the whole machine, may open no more files or
    /// connections.
    public static boolean isTooManyOpenFiles(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            String message = cause instanceof IOException ? cause.getMessage() : null;
            if (message != null && message.toLowerCase(Locale.ROOT).contains(TOO_MANY)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /// The failure of a request for that.
    public static Outcome.Failed tooManyOpenFiles() {
        return new Outcome.Failed(
                FailureKind.LOCAL,
                "TooManyOpenFiles",
                "this machine lets the process open no more files or connections",
                null,
                1);
    }
}
