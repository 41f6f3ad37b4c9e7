/// Completion of the command line in the shells.
@NullMarked
package dev.tmctl.cli.completion;

import org.jspecify.annotations.NullMarked;
