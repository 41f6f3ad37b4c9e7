package dev.tmctl.cli.command;

import picocli.CommandLine.Command;

/// `tmctl local`.
@Command(
        name = "local",
        description = "The embedded local Kinesis, for development and CI.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            LocalStartCommand.class,
            LocalStopCommand.class,
            LocalStatusCommand.class,
            LocalResetCommand.class,
            LocalRunCommand.class
        })
public final class LocalCommand extends GroupCommand {}
