/// Lets a caller hear what is done on the way: steps, and the HTTP calls behind them.
@NullMarked
package dev.tmctl.trace;

import org.jspecify.annotations.NullMarked;
