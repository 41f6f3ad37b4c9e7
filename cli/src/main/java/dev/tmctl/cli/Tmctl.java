package dev.tmctl.cli;

import dev.tmctl.cli.command.RootCommand;
import dev.tmctl.cli.support.ErrorReporter;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.Streams;
import dev.tmctl.cli.support.Suggestion;
import dev.tmctl.cli.support.VersionText;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command tree with its rules: errors in our words, exit codes from one place, no expansion of `@file`.
public final class Tmctl {
    private Tmctl() {}

    /// Runs one command.
    ///
    /// @return the exit code
    public static int run(Streams streams, String... args) {
        if (args.length == 1 && args[0].equals("--version")) {
            // asked by scripts, often; it needs no command tree
            streams.out().println(new VersionText().line());
            return ExitCode.DONE.code();
        }
        Class<?> only = args.length == 0 ? null : RootCommand.named(args[0]);
        CommandLine root = commandLine(streams, only == null ? RootCommand.all() : List.of(only));
        int code = root.execute(args);
        if (streams.out().checkError()) {
            // The reader of our output has gone away: that is its choice, not a failure.
            return ExitCode.DONE.code();
        }
        return code;
    }

    /// The whole command tree, for generating documentation from it.
    public static CommandLine commandLine(Streams streams) {
        return commandLine(streams, RootCommand.all());
    }

    private static CommandLine commandLine(Streams streams, Collection<Class<?>> commands) {
        ErrorReporter errors = new ErrorReporter(streams);
        CommandLine root = new CommandLine(new RootCommand(), new StreamsFactory(streams));
        commands.forEach(root::addSubcommand);
        root.setOut(streams.out());
        root.setErr(streams.err());
        root.setExpandAtFiles(false);
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setColorScheme(CommandLine.Help.defaultColorScheme(
                streams.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        root.setExecutionExceptionHandler(
                (error, command, parsed) -> errors.report(error).code());
        root.setParameterExceptionHandler((error, args) -> usageError(streams, error));
        return root;
    }

    private static int usageError(Streams streams, ParameterException error) {
        CommandLine command = error.getCommandLine();
        String message = error.getMessage() == null ? "the command line is wrong" : error.getMessage();
        String hint = null;
        if (error instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().getFirst();
            message = word.startsWith("-")
                    ? "there is no option " + withoutValue(word) + " here"
                    : "there is no use for " + word + " here";
            hint = suggestion(command, withoutValue(word)).orElse(null);
        }
        streams.note("error: " + message);
        streams.note("next:  "
                + (hint == null ? "" : "did you mean " + hint + "? ")
                + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE.code();
    }

    /// A value may be a secret, so only the option's name is repeated.
    private static String withoutValue(String word) {
        int equals = word.indexOf('=');
        return equals < 0 ? word : word.substring(0, equals);
    }

    private static Optional<String> suggestion(CommandLine command, String word) {
        Stream<String> options = command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .flatMap(option -> Stream.of(option.names()));
        List<String> known = Stream.concat(options, command.getSubcommands().keySet().stream())
                .toList();
        return Suggestion.of(word, known);
    }

    /// Makes commands and hands them the streams.
    private record StreamsFactory(Streams streams) implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            try {
                return type.getConstructor(Streams.class).newInstance(streams);
            } catch (NoSuchMethodException e) {
                return fallback(type);
            }
        }

        private static <K> K fallback(@Nullable Class<K> type) throws Exception {
            return CommandLine.defaultFactory().create(type);
        }
    }
}
