/// Throughput limits of a shard.
@NullMarked
package dev.tmctl.local.internal.limits;

import org.jspecify.annotations.NullMarked;
