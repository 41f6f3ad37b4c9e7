/// What stands between the program and a person's terminal: nothing from outside acts on it, and columns are
/// as wide as the terminal shows them.
@NullMarked
package dev.tmctl.cli.terminal;

import org.jspecify.annotations.NullMarked;
