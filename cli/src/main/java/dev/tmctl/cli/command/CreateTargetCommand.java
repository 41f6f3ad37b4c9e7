package dev.tmctl.cli.command;

import picocli.CommandLine.Command;

/// `tmctl create target`.
@Command(
        name = "target",
        description = "Create or update a target of a kind.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = CreateKinesisTargetCommand.class)
public final class CreateTargetCommand extends GroupCommand {}
