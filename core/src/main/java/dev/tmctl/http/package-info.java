/// The HTTP server that the adapter and the local Kinesis share: limits, timeouts, refusals and the end of connections.
/// Alone knows Jetty, and no other package of ours.
@NullMarked
package dev.tmctl.http;

import org.jspecify.annotations.NullMarked;
