/// Walks the paths that every command takes, so that the JVM can keep what it loaded for the next start.
@NullMarked
package dev.tmctl.cli.warmup;

import org.jspecify.annotations.NullMarked;
