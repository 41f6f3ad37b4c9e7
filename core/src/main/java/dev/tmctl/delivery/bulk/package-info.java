/// Sends a stream of events and accounts for each: what was read is delivered or failed, also when the run is cut
/// short.
@NullMarked
package dev.tmctl.delivery.bulk;

import org.jspecify.annotations.NullMarked;
