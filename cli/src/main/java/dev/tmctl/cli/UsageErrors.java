package dev.tmctl.cli;

import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.Streams;
import dev.tmctl.cli.support.Suggestion;
import dev.tmctl.target.Quoted;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Tells what is wrong with a command line, what was probably meant, and what there is.
final class UsageErrors {
    private final Streams streams;

    UsageErrors(Streams streams) {
        this.streams = streams;
    }

    ExitCode report(ParameterException error) {
        CommandLine command = error.getCommandLine();
        ArgSpec argument = error.getArgSpec();
        if (error instanceof UnmatchedArgumentException unmatched) {
            unknown(command, withoutValue(unmatched.getUnmatched().getFirst()));
        } else if (argument != null && argument.type().isEnum() && error.getValue() != null) {
            List<String> words = words(argument);
            streams.error(Quoted.of(error.getValue()) + " is no value of " + name(argument) + "; expected "
                    + String.join(", ", words));
            Suggestion.of(error.getValue(), words).ifPresent(this::didYouMean);
            streams.next(help(command));
        } else {
            streams.error(error.getMessage() == null ? "the command line is wrong" : error.getMessage());
            streams.next(help(command));
        }
        return ExitCode.USAGE;
    }

    private void unknown(CommandLine command, String word) {
        List<String> commands = List.copyOf(command.getSubcommands().keySet());
        if (word.startsWith("-")) {
            streams.error("there is no option " + word + " here");
            Suggestion.of(word, options(command)).ifPresent(this::didYouMean);
            streams.next(help(command));
        } else if (commands.isEmpty()) {
            streams.error("there is no use for " + word + " here");
            streams.next(help(command));
        } else {
            streams.error("there is no command " + word + " here");
            Optional<String> meant = Suggestion.of(word, commands);
            meant.ifPresentOrElse(
                    this::didYouMean,
                    () -> streams.next("the commands are: "
                            + command.getSubcommands().values().stream()
                                    .map(CommandLine::getCommandName)
                                    .distinct()
                                    .collect(Collectors.joining(", "))));
            streams.next(help(meant.map(command.getSubcommands()::get).orElse(command)));
        }
    }

    private void didYouMean(String word) {
        streams.next("did you mean " + word + "?");
    }

    private static String help(CommandLine command) {
        return command.getCommandSpec().qualifiedName() + " --help";
    }

    private static List<String> options(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .flatMap(option -> Stream.of(option.names()))
                .toList();
    }

    private static List<String> words(ArgSpec argument) {
        return argument.paramLabel().contains("|")
                ? List.of(argument.paramLabel().split("\\|"))
                : Arrays.stream(argument.type().getEnumConstants())
                        .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                        .toList();
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    /// A value may be a secret, so only the option's name is repeated.
    private static String withoutValue(@Nullable String word) {
        String text = String.valueOf(word);
        int equals = text.indexOf('=');
        return equals < 0 ? text : text.substring(0, equals);
    }
}
