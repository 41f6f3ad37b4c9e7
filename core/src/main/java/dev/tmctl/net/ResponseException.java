package dev.tmctl.net;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A response that is not taken, with a message for users.
public class ResponseException extends IOException {
    private static final long serialVersionUID = 1L;

    /// @param message what is wrong, without an end of sentence
    public ResponseException(String message) {
        this(message, null);
    }

    /// @param message what is wrong, without an end of sentence
    /// @param cause what made it so, or null
    public ResponseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
