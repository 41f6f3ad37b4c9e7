/// A Kinesis endpoint that costs as little as possible and remembers what was stored.
@NullMarked
package dev.tmctl.bench.stub;

import org.jspecify.annotations.NullMarked;
