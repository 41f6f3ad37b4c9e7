package dev.tmctl.cli;

import dev.tmctl.cli.command.CommonOptions;
import dev.tmctl.cli.command.RootCommand;
import dev.tmctl.cli.support.ErrorReporter;
import dev.tmctl.cli.support.Streams;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/// The command tree with its rules: errors in our words, exit codes from one place, no expansion of `@file`.
public final class Tmctl {
    private Tmctl() {}

    /// Runs one command.
    ///
    /// @return the exit code
    public static int run(Streams streams, String... args) {
        CommandLine root = commandLine(streams);
        return root.execute(args);
    }

    /// The command tree, for running and for generating documentation from it.
    public static CommandLine commandLine(Streams streams) {
        ErrorReporter errors = new ErrorReporter(streams);
        UsageErrors usage = new UsageErrors(streams);
        CommandLine root = new CommandLine(new RootCommand(), new StreamsFactory(streams));
        root.setOut(streams.out());
        root.setErr(streams.err());
        root.setExpandAtFiles(false);
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setExecutionStrategy(parsed -> {
            CommonOptions.apply(parsed, streams);
            root.setColorScheme(CommandLine.Help.defaultColorScheme(
                    streams.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
            return new CommandLine.RunLast().execute(parsed);
        });
        root.setExecutionExceptionHandler(
                (error, command, parsed) -> errors.report(error).code());
        root.setParameterExceptionHandler((error, args) -> usage.report(error).code());
        return root;
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
