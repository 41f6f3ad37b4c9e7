package dev.tmctl.cli.command;

import picocli.CommandLine.Command;

/// `tmctl create target`.
@Command(
        name = "target",
        description = "Create a target.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = CreateKinesisTargetCommand.class)
public final class CreateTargetCommand extends GroupCommand {}
