/// Processes of this program that outlive the command that started them.
@NullMarked
package dev.tmctl.process;

import org.jspecify.annotations.NullMarked;
