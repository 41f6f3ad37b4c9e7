/// The environment variables that mean something here.
@NullMarked
package dev.tmctl.environment;

import org.jspecify.annotations.NullMarked;
