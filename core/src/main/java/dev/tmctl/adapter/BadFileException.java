package dev.tmctl.adapter;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file that is there and holds something else than is wanted.
final class BadFileException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Path file;

    /// @param message names the file too, and never holds a secret
    BadFileException(Path file, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.file = file;
    }

    /// The file that is at fault.
    Path file() {
        return file;
    }
}
