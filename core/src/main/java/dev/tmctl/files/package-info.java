/// Files on disk that only their owner may read. Knows no other room.
@NullMarked
package dev.tmctl.files;

import org.jspecify.annotations.NullMarked;
