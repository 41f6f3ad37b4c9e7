package dev.tmctl.delivery.bulk;

import java.io.IOException;

/// A journal cannot be gone on from: it is no journal, or of another input or stream.
public final class JournalException extends IOException {
    private static final long serialVersionUID = 1L;

    /// @param message what is wrong, in one line
    public JournalException(String message) {
        super(message);
    }
}
