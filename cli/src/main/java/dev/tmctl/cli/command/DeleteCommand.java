package dev.tmctl.cli.command;

import picocli.CommandLine.Command;

/// `tmctl delete`.
@Command(
        name = "delete",
        description = "Delete targets.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = DeleteTargetCommand.class)
public final class DeleteCommand extends GroupCommand {}
