/// Sending a stream of events whose books balance: what was read is delivered or failed, also when the run is cut
/// short.
@NullMarked
package dev.tmctl.delivery.bulk;

import org.jspecify.annotations.NullMarked;
