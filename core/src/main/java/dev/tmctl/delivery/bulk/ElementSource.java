package dev.tmctl.delivery.bulk;

import dev.tmctl.event.EventStream;
import dev.tmctl.event.EventStream.Element;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Where elements come from.
@FunctionalInterface
public interface ElementSource {
    /// The next element, or null at the end.
    @Nullable
    Element next() throws IOException;

    /// Whether the next element is here already, so that [#next] would not wait for it.
    default boolean isReady() {
        return false;
    }

    /// How many bytes of the input the elements so far take; 0 where nobody counts them.
    default long consumed() {
        return 0;
    }

    /// The elements of a stream.
    static ElementSource of(EventStream stream) {
        return new ElementSource() {
            @Override
            public @Nullable Element next() throws IOException {
                return stream.next();
            }

            @Override
            public boolean isReady() {
                return stream.isReady();
            }

            @Override
            public long consumed() {
                return stream.consumed();
            }
        };
    }
}
