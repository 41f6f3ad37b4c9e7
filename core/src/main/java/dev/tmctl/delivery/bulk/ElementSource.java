package dev.tmctl.delivery.bulk;

import dev.tmctl.event.EventStream.Element;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Where elements come from.
@FunctionalInterface
public interface ElementSource {
    /// The next element, or null at the end.
    @Nullable
    Element next() throws IOException;
}
