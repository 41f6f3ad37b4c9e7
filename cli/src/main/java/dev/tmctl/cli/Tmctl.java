package dev.tmctl.cli;

import dev.tmctl.cli.command.CommonOptions;
import dev.tmctl.cli.command.HelpScreen;
import dev.tmctl.cli.command.RenderedHelp;
import dev.tmctl.cli.command.RootCommand;
import dev.tmctl.cli.support.AllOrNothing;
import dev.tmctl.cli.support.CommandException;
import dev.tmctl.cli.support.ErrorReporter;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.GarbledWords;
import dev.tmctl.cli.support.Streams;
import dev.tmctl.cli.support.VersionText;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.ParseResult;
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
        if (RenderedHelp.print(streams, args)) {
            return ExitCode.DONE.code();
        }
        if (new GarbledWords(streams).areRefused(args)) {
            return ExitCode.USAGE.code();
        }
        try {
            CommandLine commandLine = commandLine(streams, RootCommand.neededBy(args));
            return commandLine.execute(AttachedValues.marked(commandLine, args));
        } catch (RuntimeException | Error e) {
            // what picocli leaves to its caller: the errors of the JVM, and commands that cannot be made
            return new ErrorReporter(streams).report(e, false).code();
        }
    }

    /// The whole command tree, for generating documentation from it.
    public static CommandLine commandLine(Streams streams) {
        return commandLine(streams, RootCommand.all());
    }

    private static CommandLine commandLine(Streams streams, Collection<Class<?>> commands) {
        ErrorReporter errors = new ErrorReporter(streams);
        UsageErrors usage = new UsageErrors(streams);
        CommandLine root = new CommandLine(new RootCommand(), new StreamsFactory(streams));
        commands.forEach(root::addSubcommand);
        root.getCommandSpec().usageMessage().exitCodeList(ExitCode.meanings());
        // help, in its colours
        root.setOut(streams.out().unfiltered());
        root.setErr(streams.err());
        root.setExpandAtFiles(false);
        root.setCaseInsensitiveEnumValuesAllowed(true);
        // a context may have the name of a command
        root.setAllowSubcommandsAsOptionParameters(true);
        root.setUnmatchedOptionsAllowedAsOptionParameters(false);
        root.setExecutionStrategy(parsed -> {
            refuseUnmatched(parsed);
            CommonOptions.apply(parsed, streams);
            if (HelpScreen.isWanted(parsed)) {
                HelpScreen.prepare(root, streams);
            }
            return new CommandLine.RunLast().execute(parsed);
        });
        root.setExecutionExceptionHandler((error, command, parsed) -> {
            if (error instanceof CommandException wrong && wrong.needsHelp()) {
                HelpScreen.prepare(command, streams);
                command.usage(streams.err().unfiltered());
            }
            return errors.report(error, command.getCommand() instanceof AllOrNothing)
                    .code();
        });
        root.setParameterExceptionHandler(
                (error, args) -> usage.report(error, args).code());
        return root;
    }

    /// Picocli overlooks words that it cannot match where help is asked for, and shows that of the command
    /// before them.
    private static void refuseUnmatched(ParseResult parsed) {
        for (CommandLine command : parsed.asCommandLineList()) {
            List<String> unmatched = command.getUnmatchedArguments();
            if (!unmatched.isEmpty()) {
                throw new UnmatchedArgumentException(command, unmatched);
            }
            AttachedValues.refuseLookalikes(command.getParseResult());
        }
    }

    /// Makes commands and hands them the streams.
    private record StreamsFactory(Streams streams) implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            // without getConstructor(Streams.class): where there is none, the exception takes long to write
            for (Constructor<?> constructor : type.getConstructors()) {
                if (Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {Streams.class})) {
                    return type.cast(constructor.newInstance(streams));
                }
            }
            return fallback(type);
        }

        private static <K> K fallback(@Nullable Class<K> type) throws Exception {
            return CommandLine.defaultFactory().create(type);
        }
    }
}
