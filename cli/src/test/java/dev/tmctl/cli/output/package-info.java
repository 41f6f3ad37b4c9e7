@NullMarked
package dev.tmctl.cli.output;

import org.jspecify.annotations.NullMarked;
