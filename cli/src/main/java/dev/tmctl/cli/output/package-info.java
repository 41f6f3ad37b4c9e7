/// Printers: each takes one record and writes it in the format that the user asked for.
@NullMarked
package dev.tmctl.cli.output;

import org.jspecify.annotations.NullMarked;
