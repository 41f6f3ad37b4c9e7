package dev.tmctl.cli.command;

import picocli.CommandLine.Command;

/// `tmctl create`.
@Command(
        name = "create",
        description = "Create or update a target.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = CreateTargetCommand.class)
public final class CreateCommand extends GroupCommand {}
