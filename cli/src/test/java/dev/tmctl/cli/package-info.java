/// Tests of the command line: in process, and as the built distribution.
@NullMarked
package dev.tmctl.cli;

import org.jspecify.annotations.NullMarked;
