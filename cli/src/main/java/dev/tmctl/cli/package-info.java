/// The command line: the process' entry, its exit codes and how errors are told.
@NullMarked
package dev.tmctl.cli;

import org.jspecify.annotations.NullMarked;
