/// The help that belongs to no command: topics such as exit codes.
@NullMarked
package dev.tmctl.cli.help;

import org.jspecify.annotations.NullMarked;
