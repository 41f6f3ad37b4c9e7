package dev.tmctl.event;

import java.io.IOException;

/// A stream of events that breaks off or cannot be cut into events any further.
public final class MalformedStreamException extends IOException {
    private static final long serialVersionUID = 1L;

    /// @param message what is wrong, without the stream's name
    public MalformedStreamException(String message) {
        super(message);
    }
}
