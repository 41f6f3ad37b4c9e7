/// The port "deliver these events, tell me the outcome" and its implementation on Kinesis.
@NullMarked
package dev.tmctl.delivery;

import org.jspecify.annotations.NullMarked;
