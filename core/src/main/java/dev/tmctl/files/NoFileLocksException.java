package dev.tmctl.files;

import java.io.IOException;
import java.nio.file.Path;

/// A file's file system keeps no locks.
public final class NoFileLocksException extends IOException {
    private static final long serialVersionUID = 1L;

    NoFileLocksException(Path file) {
        super(file + ": the file system keeps no locks");
    }
}
