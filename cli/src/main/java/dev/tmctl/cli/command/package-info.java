/// One class per command: parse, call a use case of the core, hand the result to a printer.
@NullMarked
package dev.tmctl.cli.command;

import org.jspecify.annotations.NullMarked;
