/// Child processes and what they cost.
@NullMarked
package dev.tmctl.bench.process;

import org.jspecify.annotations.NullMarked;
