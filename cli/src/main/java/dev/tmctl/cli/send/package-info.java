/// What `send` does: the route to the stream, one event or a stream of them, progress, result and files.
@NullMarked
package dev.tmctl.cli.send;

import org.jspecify.annotations.NullMarked;
