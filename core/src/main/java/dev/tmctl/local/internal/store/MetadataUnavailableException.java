package dev.tmctl.local.internal.store;

import java.io.IOException;

/// The metadata cannot be written now, so nothing was changed. It is tried again with the next change.
public final class MetadataUnavailableException extends IOException {

    private static final long serialVersionUID = 1L;

    MetadataUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
