/// Tests of the settings.
@NullMarked
package dev.tmctl.cli.config;

import org.jspecify.annotations.NullMarked;
