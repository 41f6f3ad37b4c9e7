/// The producer's engine: gathers records into requests, keeps many requests in flight, sends failed records
/// again and keeps order. It knows no protocol; a [dev.tmctl.delivery.engine.Transport] carries the requests.
@NullMarked
package dev.tmctl.delivery.engine;

import org.jspecify.annotations.NullMarked;
