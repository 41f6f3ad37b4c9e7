/// What is on disk: the log of each shard and the metadata of each stream.
@NullMarked
package dev.tmctl.local.internal.store;

import org.jspecify.annotations.NullMarked;
