package dev.tmctl.delivery.bulk;

import java.io.IOException;
import java.nio.file.Path;

/// A file that a run wants for itself is in use by another run.
public final class FileInUseException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Path file;

    /// @param file as the user named it
    FileInUseException(Path file) {
        super(file + " is in use by another send");
        this.file = file;
    }

    /// Which file, as the user named it.
    public Path file() {
        return file;
    }
}
