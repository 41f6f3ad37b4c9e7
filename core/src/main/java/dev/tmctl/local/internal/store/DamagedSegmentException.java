package dev.tmctl.local.internal.store;

import java.io.IOException;

/// Not every frame of a segment is what was written.
final class DamagedSegmentException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Segment segment;

    DamagedSegmentException(Segment segment, long offset) {
        super("damaged record at offset " + offset + " of " + segment.file());
        this.segment = segment;
    }

    Segment segment() {
        return segment;
    }
}
