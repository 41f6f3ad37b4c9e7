package dev.tmctl.cli.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// What completion needs to know of a command; hidden commands and options are left out.
///
/// @param path the names from the tool's to this command's, with `/` between
/// @param operands what stands on the line besides options, in its order
record CommandModel(
        String path,
        String name,
        List<String> aliases,
        String description,
        List<OptionModel> options,
        List<OperandModel> operands,
        List<CommandModel> subcommands) {

    /// An option.
    ///
    /// @param values null when it takes none
    /// @param valueOptional whether it may stand without its value
    record OptionModel(
            List<String> names,
            String label,
            String description,
            @Nullable Values values,
            boolean valueOptional,
            boolean repeatable) {}

    /// A positional parameter.
    ///
    /// @param many whether there may be more than one
    record OperandModel(String label, String description, Values values, boolean many) {}

    /// The model of a command and all below it.
    static CommandModel of(CommandLine command) {
        return of(command, "");
    }

    private static CommandModel of(CommandLine command, String parent) {
        CommandSpec spec = command.getCommandSpec();
        String path = parent + spec.name();
        List<CommandModel> subcommands = command.getSubcommands().values().stream()
                .distinct()
                .filter(sub -> !sub.getCommandSpec().usageMessage().hidden())
                .map(sub -> of(sub, path + "/"))
                .toList();
        List<OptionModel> options = spec.options().stream()
                .filter(option -> !option.hidden())
                .map(CommandModel::option)
                .toList();
        List<OperandModel> operands = spec.positionalParameters().stream()
                .filter(operand -> !operand.hidden())
                .map(CommandModel::operand)
                .toList();
        return new CommandModel(
                path,
                spec.name(),
                List.of(spec.aliases()),
                summary(spec.usageMessage().description()),
                options,
                operands,
                subcommands);
    }

    private static OptionModel option(OptionSpec option) {
        boolean takesValue = option.arity().max() > 0;
        return new OptionModel(
                List.of(option.names()),
                option.paramLabel(),
                summary(option.description()),
                takesValue ? ValueLabels.of(option) : null,
                takesValue && option.arity().min() == 0,
                option.isMultiValue());
    }

    private static OperandModel operand(PositionalParamSpec operand) {
        return new OperandModel(
                operand.paramLabel(),
                summary(operand.description()),
                ValueLabels.of(operand),
                operand.arity().max() > 1);
    }

    /// The first sentence, without its full stop.
    private static String summary(String[] description) {
        String text = String.format(description.length == 0 ? "" : description[0]);
        int end = text.indexOf(". ");
        String sentence = end < 0 ? text : text.substring(0, end);
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    /// This command and all below it.
    List<CommandModel> all() {
        List<CommandModel> found = new ArrayList<>(List.of(this));
        subcommands.forEach(sub -> found.addAll(sub.all()));
        return found;
    }

    /// The command's name and its other names.
    Stream<String> names() {
        return Stream.concat(Stream.of(name), aliases.stream());
    }
}
