/// Looking at a stream: its description, and its records as they come.
@NullMarked
package dev.tmctl.stream;

import org.jspecify.annotations.NullMarked;
