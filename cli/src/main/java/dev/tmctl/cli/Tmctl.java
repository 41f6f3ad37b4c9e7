package dev.tmctl.cli;

import dev.tmctl.cli.command.CommonOptions;
import dev.tmctl.cli.command.HelpScreen;
import dev.tmctl.cli.command.RenderedHelp;
import dev.tmctl.cli.command.RootCommand;
import dev.tmctl.cli.support.AllOrNothing;
import dev.tmctl.cli.support.CommandException;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ErrorReporter;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.GarbledWords;
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
    public static int run(ConsoleIO console, String... args) {
        if (args.length == 1 && args[0].equals("--version")) {
            // asked by scripts, often; it needs no command tree
            console.out().println(new VersionText().line());
            return ExitCode.DONE.code();
        }
        if (RenderedHelp.print(console, args)) {
            return ExitCode.DONE.code();
        }
        if (new GarbledWords(console).areRefused(args)) {
            return ExitCode.USAGE.code();
        }
        try {
            CommandLine commandLine = commandLine(console, RootCommand.neededBy(args));
            return commandLine.execute(AttachedValues.marked(commandLine, args));
        } catch (RuntimeException | Error e) {
            // what picocli leaves to its caller: the errors of the JVM, and commands that cannot be made
            return new ErrorReporter(console).report(e, false).code();
        }
    }

    /// The whole command tree, for generating documentation from it.
    public static CommandLine commandLine(ConsoleIO console) {
        return commandLine(console, RootCommand.all());
    }

    private static CommandLine commandLine(ConsoleIO console, Collection<Class<?>> commands) {
        ErrorReporter errors = new ErrorReporter(console);
        UsageErrors usage = new UsageErrors(console);
        CommandLine root = new CommandLine(new RootCommand(), new StreamsFactory(console));
        commands.forEach(root::addSubcommand);
        root.getCommandSpec().usageMessage().exitCodeList(ExitCode.meanings());
        // help, in its colours
        root.setOut(console.out().unfiltered());
        root.setErr(console.err());
        root.setExpandAtFiles(false);
        root.setCaseInsensitiveEnumValuesAllowed(true);
        // a context may have the name of a command
        root.setAllowSubcommandsAsOptionParameters(true);
        root.setUnmatchedOptionsAllowedAsOptionParameters(false);
        root.setExecutionStrategy(parsed -> {
            refuseUnmatched(parsed);
            CommonOptions.apply(parsed, console);
            if (HelpScreen.isWanted(parsed)) {
                HelpScreen.prepare(root, console);
            }
            return new CommandLine.RunLast().execute(parsed);
        });
        root.setExecutionExceptionHandler((error, command, parsed) -> {
            if (error instanceof CommandException wrong && wrong.needsHelp()) {
                HelpScreen.prepare(command, console);
                command.usage(console.err().unfiltered());
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
    private record StreamsFactory(ConsoleIO console) implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            // without getConstructor(Streams.class): where there is none, the exception takes long to write
            for (Constructor<?> constructor : type.getConstructors()) {
                if (Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {ConsoleIO.class})) {
                    return type.cast(constructor.newInstance(console));
                }
            }
            return fallback(type);
        }

        private static <K> K fallback(@Nullable Class<K> type) throws Exception {
            return CommandLine.defaultFactory().create(type);
        }
    }
}
