/// Senders that count what was acknowledged, and the data that they send.
@NullMarked
package dev.tmctl.bench.load;

import org.jspecify.annotations.NullMarked;
