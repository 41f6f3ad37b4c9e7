/// The programs that are measured, each in a process of its own.
@NullMarked
package dev.tmctl.bench.subject;

import org.jspecify.annotations.NullMarked;
