/// CloudEvents: reading, building and writing them, and the result event.
@NullMarked
package dev.tmctl.event;

import org.jspecify.annotations.NullMarked;
