package dev.tmctl.cli;

import dev.tmctl.cli.command.UsageException;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
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
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Tells what is wrong with a command line, what was probably meant, and what there is.
final class UsageErrors {
    private final ConsoleIO console;

    UsageErrors(ConsoleIO console) {
        this.console = console;
    }

    /// @param arguments the whole command line, as picocli read it
    ExitCode report(ParameterException error, String... arguments) {
        CommandLine command = error.getCommandLine();
        ArgSpec argument = error.getArgSpec();
        String value = error.getValue() == null ? null : AttachedValues.plain(error.getValue());
        if (error instanceof UnmatchedArgumentException unmatched) {
            List<String> words = unmatched.getUnmatched();
            // none is told of a word that stands where an option's value should
            unknown(command, withoutValue(words.isEmpty() ? wordForValue(command, arguments) : words.getFirst()));
        } else if (error instanceof UsageException) {
            refuse(command, String.valueOf(error.getMessage()));
        } else if (error instanceof MissingParameterException missing) {
            refuse(command, missing(command, missing.getMissing(), arguments));
        } else if (error instanceof MaxValuesExceededException) {
            refuse(command, flagWithValue(command, arguments) + " takes no value");
        } else if (error instanceof OverwrittenOptionException twice) {
            refuse(command, name(twice.getOverwritten()) + " is given more than once; give it once");
        } else if (argument != null && argument.type().isEnum() && value != null) {
            List<String> words = words(argument);
            console.error(
                    Quoted.of(value) + " is no value of " + name(argument) + "; expected " + String.join(", ", words));
            Suggestion.of(value, words).ifPresent(this::didYouMean);
            console.next(help(command));
        } else if (argument != null && value != null) {
            refuse(
                    command,
                    Quoted.of(value) + " is no value of " + name(argument) + "; expected " + expected(argument));
        } else {
            refuse(command, "the command line is not understood");
        }
        return ExitCode.USAGE;
    }

    private void refuse(CommandLine command, String message) {
        console.error(message);
        console.next(help(command));
    }

    private static String missing(CommandLine command, List<ArgSpec> arguments, String... words) {
        ArgSpec first = arguments.getFirst();
        if (first instanceof OptionSpec option && isGiven(option, words)) {
            return name(option) + " needs a value: " + name(option) + "=" + option.paramLabel();
        }
        return command.getCommandSpec().qualifiedName() + " needs "
                + arguments.stream().map(UsageErrors::described).collect(Collectors.joining(" and "));
    }

    private static boolean isGiven(OptionSpec option, String... words) {
        return Arrays.stream(words).anyMatch(word -> List.of(option.names()).contains(withoutValue(word)));
    }

    private static String described(ArgSpec argument) {
        return argument.isOption() ? name(argument) + "=" + argument.paramLabel() : argument.paramLabel();
    }

    /// The word that looks like an option and stands behind one that takes a value.
    private static String wordForValue(CommandLine command, String... arguments) {
        for (int i = 1; i < arguments.length; i++) {
            OptionSpec before = command.getCommandSpec().findOption(arguments[i - 1]);
            if (before != null && before.arity().max() > 0 && arguments[i].startsWith("-")) {
                return arguments[i];
            }
        }
        return "-";
    }

    private static String flagWithValue(CommandLine command, String... arguments) {
        return Arrays.stream(arguments)
                .filter(word -> word.indexOf('=') > 0)
                .map(UsageErrors::withoutValue)
                .filter(name -> {
                    OptionSpec option = command.getCommandSpec().findOption(name);
                    return option != null && option.arity().max() == 0;
                })
                .findFirst()
                .orElse("a flag");
    }

    private static String expected(ArgSpec argument) {
        Class<?> type = argument.type();
        if (type == int.class || type == Integer.class) {
            return "a whole number";
        }
        return type == boolean.class ? "true or false" : argument.paramLabel();
    }

    private void unknown(CommandLine command, String word) {
        List<String> commands = List.copyOf(command.getSubcommands().keySet());
        if (word.startsWith("-")) {
            console.error("there is no option " + word + " here");
            Suggestion.of(word, options(command)).ifPresent(this::didYouMean);
            console.next(help(command));
        } else if (commands.isEmpty()) {
            console.error("there is no use for " + word + " here");
            console.next(help(command));
        } else {
            console.error("there is no command " + word + " here");
            Optional<String> meant = Suggestion.of(word, commands);
            meant.ifPresentOrElse(
                    this::didYouMean,
                    () -> console.next("the commands are: "
                            + command.getSubcommands().values().stream()
                                    .map(CommandLine::getCommandName)
                                    .distinct()
                                    .collect(Collectors.joining(", "))));
            console.next(help(meant.map(command.getSubcommands()::get).orElse(command)));
        }
    }

    private void didYouMean(String word) {
        console.next("did you mean " + word + "?");
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
        // picocli adds where it found the rest of a group of short options
        String text = String.valueOf(word).replaceFirst(" \\(while processing option: .*", "");
        int equals = text.indexOf('=');
        return equals < 0 ? text : text.substring(0, equals);
    }
}
