package dev.tmctl.cli.command;

import dev.tmctl.cli.support.ConsoleIO;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;

/// The usage help of commands. Only where it is shown is it laid out, and asked whether there are colours.
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

    /// Lays the help of a command and of all below it out, in colours where the user wishes them.
    public static void prepare(CommandLine command, ConsoleIO console) {
        layOut(command);
        command.setColorScheme(Help.defaultColorScheme(console.colours() ? Help.Ansi.ON : Help.Ansi.OFF));
    }

    /// Gives every page the same parts: a synopsis that names what must be given, then lists with a title
    /// each. The options are all in their list; a synopsis of them all would be longer than it.
    public static void layOut(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.abbreviateSynopsis(true);
        // by purpose: a command's own as it declares them, then the context, then those of every command
        usage.sortOptions(false);
        usage.descriptionHeading("%n");
        usage.parameterListHeading("%nArguments:%n");
        usage.optionListHeading("%nOptions:%n");
        usage.commandListHeading("%nCommands:%n");
        command.getSubcommands().values().forEach(HelpScreen::layOut);
    }
}
