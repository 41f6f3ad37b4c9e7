/// The adapter: CloudEvents in over HTTP, records out to a [dev.tmctl.delivery.Delivery]; its client and its
/// process.
@NullMarked
package dev.tmctl.adapter;

import org.jspecify.annotations.NullMarked;
