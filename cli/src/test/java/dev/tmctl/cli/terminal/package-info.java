@NullMarked
package dev.tmctl.cli.terminal;

import org.jspecify.annotations.NullMarked;
