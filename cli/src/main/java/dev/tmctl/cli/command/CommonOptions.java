package dev.tmctl.cli.command;

import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.Verbosity;
import dev.tmctl.environment.EnvironmentVariable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// The options of every command, which stand behind its own in the help. They may stand behind any word of
/// the command: `tmctl -v send` is `tmctl send -v`.
public final class CommonOptions {
    /// When colours are used.
    enum Color {
        AUTO,
        ALWAYS,
        NEVER
    }

    @Option(
            names = {"-q", "--quiet"},
            order = 2,
            description = "Print results, warnings and errors only.")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            order = 3,
            description = "Also tell what is done: files, processes, credentials.")
    boolean verbose;

    @Option(
            names = "--debug",
            order = 4,
            description = "Also show every HTTP call, and stack traces of internal errors.")
    boolean debug;

    @Option(
            names = "--color",
            order = 5,
            paramLabel = "auto|always|never",
            description = "When to use colours (default: auto, on a terminal).")
    @Nullable
    Color color;

    @Option(
            names = {"-h", "--help"},
            order = 6,
            usageHelp = true,
            description = "Show this help and exit.")
    boolean help;

    /// Makes the streams do what the command line wants.
    ///
    /// @throws UsageException when the wishes contradict each other
    public static void apply(ParseResult parsed, ConsoleIO console) {
        boolean quiet = false;
        boolean verbose = false;
        boolean debug = false;
        Color color = null;
        String context = null;
        for (CommandLine command : parsed.asCommandLineList()) {
            ParseResult level = command.getParseResult();
            quiet |= level.matchedOptionValue("--quiet", false);
            verbose |= level.matchedOptionValue("--verbose", false);
            debug |= level.matchedOptionValue("--debug", false);
            color = level.matchedOptionValue("--color", color);
            context = level.matchedOptionValue("--context", context);
        }
        CommandLine last = parsed.asCommandLineList().getLast();
        hand(last, "--color", color);
        hand(last, "--context", context);
        if (quiet && (verbose || debug)) {
            throw new UsageException(
                    last, "--quiet and " + (verbose ? "--verbose" : "--debug") + " are both given; keep one");
        }
        debug |= !quiet && EnvironmentVariable.TMCTL_DEBUG.isOnIn(console.environment());
        Verbosity verbosity =
                debug ? Verbosity.DEBUG : verbose ? Verbosity.VERBOSE : quiet ? Verbosity.QUIET : Verbosity.NORMAL;
        console.use(verbosity, color == null ? null : EnumWords.of(color));
    }

    /// Gives the command itself what was said before its name.
    private static void hand(CommandLine command, String name, @Nullable Object value) {
        if (value == null) {
            return;
        }
        OptionSpec option = command.getCommandSpec().findOption(name);
        if (option == null) {
            throw new UnmatchedArgumentException(command, List.of(name));
        }
        option.setValue(value);
    }
}
