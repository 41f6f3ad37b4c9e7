package dev.tmctl.cli.command;

import picocli.CommandLine.Command;

/// `tmctl config`.
@Command(
        name = "config",
        description = {"Read and write settings.", "A flag wins over the environment, which wins over the file."},
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ConfigGetCommand.class, ConfigSetCommand.class, ConfigUnsetCommand.class, ConfigListCommand.class
        })
public final class ConfigCommand extends GroupCommand {}
