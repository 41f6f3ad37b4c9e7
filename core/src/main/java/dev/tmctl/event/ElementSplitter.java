package dev.tmctl.event;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Cuts a stream into the bytes of its elements, of which it only knows where they end.
interface ElementSplitter {
    /// The next element's bytes, or null at the end.
    ///
    /// @throws MalformedStreamException when nothing more can be read
    byte @Nullable [] next() throws IOException;

    /// Where the element is that came last, from 1 on: its line where elements are lines, else its number.
    long position();

    /// Whether the next element is here as a whole, so that [#next] would not wait for it.
    default boolean isReady() {
        return false;
    }

    /// What is wrong with an element as it was cut, though it may be JSON, or null.
    default @Nullable String flaw(byte[] element) {
        return null;
    }
}
