/// Measures throughput, latency, processor time and memory side by side in one run.
@NullMarked
package dev.tmctl.bench;

import org.jspecify.annotations.NullMarked;
