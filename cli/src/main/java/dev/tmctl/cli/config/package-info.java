/// The user's settings: their keys, the file that keeps them, and which of flag, environment, file and default wins.
@NullMarked
package dev.tmctl.cli.config;

import org.jspecify.annotations.NullMarked;
