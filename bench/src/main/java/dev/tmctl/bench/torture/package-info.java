/// Hostile and clumsy clients against a running adapter, beside a sender that behaves well.
@NullMarked
package dev.tmctl.bench.torture;

import org.jspecify.annotations.NullMarked;
