package dev.tmctl.cli;

import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.Streams;
import dev.tmctl.cli.support.Suggestion;
import dev.tmctl.target.Quoted;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
        String message = error.getMessage() == null ? "the command line is wrong" : error.getMessage();
        String hint = null;
        ArgSpec argument = error.getArgSpec();
        if (error instanceof UnmatchedArgumentException unmatched) {
            String word = withoutValue(unmatched.getUnmatched().getFirst());
            hint = suggestion(command, word).orElse(null);
            message = word.startsWith("-")
                    ? "there is no option " + word + " here"
                    : "there is no use for " + word + " here";
        } else if (argument != null && argument.type().isEnum() && error.getValue() != null) {
            List<String> words = words(argument);
            hint = Suggestion.of(error.getValue(), words).orElse(null);
            message = Quoted.of(error.getValue()) + " is no value of " + name(argument) + "; expected "
                    + String.join(", ", words);
        }
        streams.error(message);
        streams.next((hint == null ? "" : "did you mean " + hint + "? ")
                + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
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

    private static Optional<String> suggestion(CommandLine command, String word) {
        Stream<String> options = command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .flatMap(option -> Stream.of(option.names()));
        List<String> known = Stream.concat(options, command.getSubcommands().keySet().stream())
                .toList();
        return Suggestion.of(word, known);
    }
}
