package dev.tmctl.cli.command;

import dev.tmctl.cli.support.Streams;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParseResult;

/// The usage help of commands. Only where it is shown is it asked whether there are colours.
public final class HelpScreen {
    private HelpScreen() {}

    /// Whether a command line ends in the help of a command.
    public static boolean isWanted(ParseResult parsed) {
        List<CommandLine> commands = parsed.asCommandLineList();
        for (CommandLine command : commands) {
            if (command.isUsageHelpRequested()) {
                return true;
            }
        }
        return commands.getLast().getCommand() instanceof GroupCommand;
    }

    /// Colours the help of a command and of all below it as the user wishes.
    public static void colour(CommandLine command, Streams streams) {
        command.setColorScheme(Help.defaultColorScheme(streams.colours() ? Help.Ansi.ON : Help.Ansi.OFF));
    }
}
