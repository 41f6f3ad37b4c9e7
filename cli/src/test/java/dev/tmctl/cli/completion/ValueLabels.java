package dev.tmctl.cli.completion;

import dev.tmctl.cli.config.Setting;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Tells from the label that the help shows, for example `FILE|-` or `table|json`, which values there are. So the
/// help and the completion cannot say different things, and no command needs a second list.
final class ValueLabels {
    private static final Set<String> FREE = Set.of(
            "DATA",
            "ID",
            "IMAGE",
            "KEY",
            "LINES",
            "N",
            "N/s",
            "NAME",
            "NAME=VALUE",
            "NAMESPACE",
            "PORT",
            "ROLE_ARN",
            "SECONDS",
            "TEXT",
            "TIME",
            "TYPE",
            "URI",
            "URL");

    /// A word as the user types it; everything else stands for something.
    private static final Pattern WORD = Pattern.compile("-|[a-z]+(-[a-z]+)*(:[A-Za-z/]+)?");

    private ValueLabels() {}

    /// The values of an option or a parameter.
    ///
    /// @throws IllegalArgumentException when its label is not known here
    static Values of(ArgSpec argument) {
        String label = argument.paramLabel();
        if (label.equals("NAME") && namesTarget(argument)) {
            return new Values.Target();
        }
        if (argument instanceof PositionalParamSpec && label.equals("KEY")) {
            return new Values.Words(Setting.keys());
        }
        if (argument instanceof PositionalParamSpec && label.equals("VALUE")) {
            return new Values.OfSetting();
        }
        List<String> parts = List.of(label.split("\\|"));
        List<String> words = parts.stream()
                .filter(part -> WORD.matcher(part).matches())
                .map(ValueLabels::known)
                .toList();
        String rest = parts.stream()
                .filter(part -> !WORD.matcher(part).matches())
                .findFirst()
                .orElse("");
        return switch (rest) {
            case "FILE" -> new Values.File();
            case "FOLDER" -> new Values.Folder();
            case "VALUE" -> new Values.Secret();
            case "CONTEXT" -> new Values.Context();
            case "ARN" -> new Values.Arn();
            case "COMMAND" -> new Values.Explained();
            case "RULE" -> new Values.Words(rules());
            case "" -> new Values.Words(words);
            case "DATA" -> new Values.Free();
            default -> {
                if (!FREE.contains(rest)) {
                    throw new IllegalArgumentException(
                            "add the label " + label + " of " + argument + " to " + ValueLabels.class.getSimpleName());
                }
                yield words.isEmpty() ? new Values.Free() : new Values.Words(words);
            }
        };
    }

    private static boolean namesTarget(ArgSpec argument) {
        return argument instanceof PositionalParamSpec
                || (argument instanceof OptionSpec option
                        && option.longestName().equals("--target"));
    }

    private static List<String> rules() {
        return Arrays.stream(dev.tmctl.target.PartitionRule.FORMS.split(", | or "))
                .map(ValueLabels::known)
                .toList();
    }

    /// The part of a form such as `extension:NAME` that is the same for everyone.
    private static String known(String form) {
        int colon = form.indexOf(':');
        if (colon < 0) {
            return form;
        }
        return form.substring(0, colon + (form.startsWith(":/", colon) ? 2 : 1));
    }
}
