package dev.tmctl.cli.command;

import dev.tmctl.cli.support.VersionText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The root of the command tree.
@Command(
        name = "tmctl",
        description = "CloudEvents to Amazon Kinesis, from a shell to a cluster.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tmctl create target awskinesis --local --partition orders",
            "  tmctl send '{\"hello\": \"world\"}'",
            "  tmctl describe",
            "  tmctl watch --from beginning"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed",
            "2:usage or invalid configuration",
            "3:no such target",
            "4:credentials refused or missing",
            "5:unreachable (adapter or endpoint)",
            "6:some events failed",
            "130:interrupted"
        },
        versionProvider = VersionText.class,
        subcommands = {
            CreateCommand.class,
            SendCommand.class,
            DescribeCommand.class,
            WatchCommand.class,
            StartCommand.class,
            StopCommand.class,
            RestartCommand.class,
            LogsCommand.class,
            DeleteCommand.class,
            LocalCommand.class,
            ConfigCommand.class,
            AdapterCommand.class,
            VersionCommand.class
        })
public final class RootCommand extends GroupCommand {
    @Option(names = "--version", versionHelp = true, description = "Show the version and exit.")
    boolean version;
}
