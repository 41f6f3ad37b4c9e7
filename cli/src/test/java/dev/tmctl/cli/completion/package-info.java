/// Makes the completion scripts from the commands; part of the tests, because only a build needs it.
@NullMarked
package dev.tmctl.cli.completion;

import org.jspecify.annotations.NullMarked;
