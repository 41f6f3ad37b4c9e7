@NullMarked
package dev.tmctl.cli.support;

import org.jspecify.annotations.NullMarked;
