package dev.tmctl.event;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A binary file, which is one element.
final class WholeInput implements ElementSplitter {
    private final LineReader in;
    private final int limit;
    private long position;

    /// @param limit the largest file in bytes
    WholeInput(LineReader in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    @Override
    public byte @Nullable [] next() throws IOException {
        if (position > 0) {
            return null;
        }
        byte[] all = in.rest(limit + 1);
        if (all.length > limit) {
            throw new MalformedStreamException("a binary payload is larger than " + limit + " bytes");
        }
        position = 1;
        return all;
    }

    @Override
    public long position() {
        return position;
    }
}
