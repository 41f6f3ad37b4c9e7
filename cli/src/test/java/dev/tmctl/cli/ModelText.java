package dev.tmctl.cli;

import dev.tmctl.cli.support.ConsoleIO;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// What picocli knows of the commands and their options, as text. It is made in a class loader of its own, where
/// picocli is another.
public final class ModelText implements Supplier<String> {
    private final StringBuilder text = new StringBuilder();

    @Override
    public String get() {
        PrintWriter none = new PrintWriter(Writer.nullWriter());
        add(Tmctl.commandLine(new ConsoleIO(InputStream.nullInputStream(), none, none, false, false, false, Map.of())));
        return text.toString();
    }

    private void add(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        line(
                "command",
                spec.qualifiedName(),
                spec.names(),
                spec.mixins().keySet(),
                spec.userObject().getClass());
        // heading, description, synopsis, footer, exit codes
        line(command.getUsageMessage(CommandLine.Help.Ansi.OFF));
        for (OptionSpec option : spec.options()) {
            line(
                    "option",
                    Arrays.toString(option.names()),
                    option.versionHelp(),
                    option.usageHelp(),
                    option.negatable(),
                    option.fallbackValue(),
                    option.order());
            add(option);
        }
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            line("parameter", parameter.index());
            add(parameter);
        }
        command.getSubcommands().values().forEach(this::add);
    }

    private void add(ArgSpec argument) {
        line(
                argument.paramLabel(),
                argument.arity(),
                argument.required(),
                argument.hidden(),
                argument.interactive(),
                argument.type(),
                Arrays.toString(argument.auxiliaryTypes()),
                argument.defaultValue(),
                argument.initialValue(),
                argument.splitRegex(),
                argument.echo(),
                argument.prompt(),
                argument.converters().length,
                argument.group(),
                argument.scopeType(),
                String.valueOf(argument.completionCandidates()).replaceAll("@\\p{XDigit}+$", ""),
                Arrays.toString(argument.description()));
    }

    private void line(Object... values) {
        text.append(Arrays.toString(values)).append('\n');
    }
}
