/// The operations of the Kinesis API, one class per group.
@NullMarked
package dev.tmctl.local.internal.operations;

import org.jspecify.annotations.NullMarked;
