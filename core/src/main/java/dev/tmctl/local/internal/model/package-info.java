/// Streams, shards, hash keys, sequence numbers and iterators, as values.
@NullMarked
package dev.tmctl.local.internal.model;

import org.jspecify.annotations.NullMarked;
