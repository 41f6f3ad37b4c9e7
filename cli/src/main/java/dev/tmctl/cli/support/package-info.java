/// What every command needs: streams, exit codes, the workspace, secrets from arguments.
@NullMarked
package dev.tmctl.cli.support;

import org.jspecify.annotations.NullMarked;
