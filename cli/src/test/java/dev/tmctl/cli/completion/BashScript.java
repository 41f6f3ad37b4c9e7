package dev.tmctl.cli.completion;

import dev.tmctl.cli.completion.CommandModel.OperandModel;
import dev.tmctl.cli.completion.CommandModel.OptionModel;
import dev.tmctl.cli.config.Setting;
import dev.tmctl.cli.help.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The script for bash: tables of the commands, and a small engine that looks things up in them.
final class BashScript {
    private final List<CommandModel> commands;

    BashScript(CommandModel root) {
        this.commands = root.all();
    }

    String render() {
        return Template.read("tmctl.bash")
                .with("COMMANDS", commands.stream().flatMap(BashScript::command).toList())
                .with("ENTER", commands.stream().flatMap(BashScript::enter).toList())
                .with("VALUES", commands.stream().flatMap(BashScript::values).toList())
                .with("SETTINGS", settings())
                .with("TOPICS", String.join(" ", Topic.words()))
                .with("REGIONS", regions())
                .with("ARNS", String.join(" ", Arns.prefixes()))
                .with("AWK", Arns.reader())
                .finished();
    }

    private static Stream<String> command(CommandModel command) {
        List<String> lines = new ArrayList<>();
        lines.add("        " + command.path() + ")");
        add(lines, "subcommands", command.subcommands().stream().map(CommandModel::name));
        add(lines, "aliases", command.subcommands().stream().flatMap(sub -> sub.aliases().stream()));
        add(lines, "options", command.options().stream().flatMap(BashScript::names));
        List<String> variables = List.of("operand", "second");
        for (int i = 0; i < command.operands().size(); i++) {
            add(
                    lines,
                    variables.get(i),
                    Stream.of(kind(command.operands().get(i).values())));
        }
        add(
                lines,
                "many",
                command.operands().stream().filter(OperandModel::many).map(_ -> "yes"));
        lines.add("            ;;");
        return lines.stream();
    }

    private static void add(List<String> lines, String variable, Stream<String> words) {
        String joined = words.collect(Collectors.joining(" "));
        if (!joined.isEmpty()) {
            lines.add("            " + variable + "='" + joined + "'");
        }
    }

    /// An option that may be repeated is marked with a star.
    private static Stream<String> names(OptionModel option) {
        return option.names().stream().map(name -> (option.repeatable() ? "*" : "") + name);
    }

    private static Stream<String> enter(CommandModel command) {
        return command.subcommands().stream()
                .map(sub -> "        "
                        + sub.names().map(name -> command.path() + "/" + name).collect(Collectors.joining(" | "))
                        + ") path=" + sub.path() + " ;;");
    }

    private static Stream<String> values(CommandModel command) {
        List<String> lines = new ArrayList<>();
        for (OptionModel option : command.options()) {
            Values values = option.values();
            if (values != null) {
                lines.add("                " + String.join(" | ", option.names()) + ") kind='" + kind(values) + "'"
                        + (option.valueOptional() ? " optional=yes" : "") + " ;;");
            }
        }
        if (lines.isEmpty()) {
            return Stream.empty();
        }
        lines.add(0, "        " + command.path() + ")");
        lines.add(1, "            case $1 in");
        lines.add("            esac");
        lines.add("            ;;");
        return lines.stream();
    }

    private static String kind(Values values) {
        return switch (values) {
            case Values.Words(List<String> words) -> "word " + String.join(" ", words);
            case Values.File _ -> "file";
            case Values.Folder _ -> "folder";
            case Values.Secret _ -> "secret";
            case Values.Target _ -> "target";
            case Values.Context _ -> "context";
            case Values.Arn _ -> "arn";
            case Values.OfSetting _ -> "setting";
            case Values.Explained _ -> "explained";
            case Values.Free _ -> "free";
        };
    }

    private static List<String> settings() {
        return Arrays.stream(Setting.values())
                .map(setting -> "        " + setting.key() + ") "
                        + (setting.words().isEmpty()
                                ? "_tmctl_contexts \"$1\""
                                : "_tmctl_offer \"$1\" " + String.join(" ", setting.words()))
                        + " ;;")
                .toList();
    }

    private static List<String> regions() {
        return AwsRegions.byPartition().entrySet().stream()
                .map(partition -> "        " + partition.getKey() + ") regions='"
                        + String.join(" ", partition.getValue()) + "' ;;")
                .toList();
    }
}
