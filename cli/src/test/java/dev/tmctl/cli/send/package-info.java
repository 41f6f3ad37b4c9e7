@NullMarked
package dev.tmctl.cli.send;

import org.jspecify.annotations.NullMarked;
