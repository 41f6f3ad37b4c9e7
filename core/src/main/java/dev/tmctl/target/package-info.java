/// The Kinesis target: what it is and what makes it valid.
@NullMarked
package dev.tmctl.target;

import org.jspecify.annotations.NullMarked;
