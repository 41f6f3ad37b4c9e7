/// The embedded local Kinesis: an emulator of Amazon Kinesis Data Streams on the loopback interface.
@NullMarked
package dev.tmctl.local;

import org.jspecify.annotations.NullMarked;
