/// The use cases over all rooms: create, start, stop and delete targets, and run the local Kinesis.
@NullMarked
package dev.tmctl.lifecycle;

import org.jspecify.annotations.NullMarked;
