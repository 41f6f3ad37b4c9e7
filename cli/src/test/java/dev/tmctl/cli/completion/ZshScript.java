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

/// The script for zsh: one function for each command, which hands its options to zsh's own `_arguments`.
final class ZshScript {
    private final List<CommandModel> commands;

    ZshScript(CommandModel root) {
        this.commands = root.all();
    }

    String render() {
        return Template.read("_tmctl")
                .with("COMMANDS", commands.stream().map(ZshScript::function).collect(Collectors.joining("\n\n")))
                .with("SETTINGS", settings())
                .with("EXPLAINED", explained())
                .with("REGIONS", regions())
                .with("ARNS", String.join(" ", Arns.prefixes()))
                .with("AWK", Arns.reader())
                .finished();
    }

    private static String function(CommandModel command) {
        List<String> lines = new ArrayList<>();
        lines.add(name(command) + "() {");
        List<String> specs = new ArrayList<>(
                command.options().stream().flatMap(ZshScript::option).toList());
        if (command.subcommands().isEmpty()) {
            for (OperandModel operand : command.operands()) {
                specs.add((operand.many() ? "*:" : "::") + operand.label() + ":" + action(operand.values()));
            }
            lines.add("    _arguments -s -S : \\");
            lines.add(quoted(specs));
        } else {
            lines.addAll(group(command, specs));
        }
        lines.add("}");
        return String.join("\n", lines);
    }

    private static List<String> group(CommandModel command, List<String> specs) {
        List<String> lines = new ArrayList<>();
        lines.add("    local curcontext=$curcontext state state_descr line ret=1");
        lines.add("    local -A opt_args");
        lines.add("    local -a names others");
        specs.add("1: :->command");
        specs.add("*:: :->rest");
        // options behind the name of a command are that command's
        lines.add("    _arguments -C -s -S -A '-*' : \\");
        lines.add(quoted(specs) + " && ret=0");
        if (!command.path().contains("/")) {
            lines.add("    local context_before=${opt_args[--context]-}");
        }
        lines.add("    case $state in");
        lines.add("        (command)");
        lines.add("            names=(");
        command.subcommands()
                .forEach(sub -> lines.add("                " + quoted(sub.name() + ":" + sub.description())));
        lines.add("            )");
        lines.add("            others=(");
        command.subcommands()
                .forEach(sub -> sub.aliases()
                        .forEach(alias ->
                                lines.add("                " + quoted(alias + ":another name of " + sub.name()))));
        lines.add("            )");
        lines.add(
                "            { _describe -t commands command names || _describe -t commands command others } && ret=0");
        lines.add("            ;;");
        lines.add("        (rest)");
        lines.add("            case $words[1] in");
        command.subcommands()
                .forEach(sub -> lines.add("                (" + sub.names().collect(Collectors.joining("|")) + ") "
                        + name(sub) + " && ret=0 ;;"));
        lines.add("            esac");
        lines.add("            ;;");
        lines.add("    esac");
        lines.add("    return ret");
        return lines;
    }

    private static String name(CommandModel command) {
        return "_" + command.path().replace('/', '_');
    }

    private static Stream<String> option(OptionModel option) {
        String others = option.names().size() < 2 ? "" : "(" + String.join(" ", option.names()) + ")";
        String explained = "[" + option.description().replaceAll("[\\[\\]\\\\]", "\\\\$0") + "]";
        Values values = option.values();
        String value =
                values == null ? "" : (option.valueOptional() ? "::" : ":") + option.label() + ":" + action(values);
        return option.names().stream().map(name -> {
            String takes = values == null ? "" : name.startsWith("--") ? "=" : "+";
            return (option.repeatable() ? "*" : others) + name + takes + explained + value;
        });
    }

    private static String action(Values values) {
        return switch (values) {
            case Values.Words(List<String> words)
            when words.stream().anyMatch(word -> word.contains(":")) ->
                "{_tmctl_forms " + String.join(" ", words).replace(":", "\\:") + "}";
            case Values.Words(List<String> words) -> "(" + String.join(" ", words) + ")";
            case Values.File _ -> "_files";
            case Values.Folder _ -> "_files -/";
            case Values.Secret _ -> "_tmctl_secret";
            case Values.Target _ -> "_tmctl_targets";
            case Values.Context _ -> "_tmctl_contexts";
            case Values.Arn _ -> "_tmctl_arns";
            case Values.OfSetting _ -> "_tmctl_setting";
            case Values.Explained _ -> "_tmctl_explained";
            case Values.Free _ -> " ";
        };
    }

    private static List<String> settings() {
        return Arrays.stream(Setting.values())
                .map(setting -> "        (" + setting.key() + ") "
                        + (setting.words().isEmpty()
                                ? "_tmctl_contexts"
                                : "_wanted values expl value compadd " + String.join(" ", setting.words()))
                        + " ;;")
                .toList();
    }

    private List<String> explained() {
        List<String> lines = new ArrayList<>();
        for (CommandModel command : commands) {
            List<String> below = new ArrayList<>(command.subcommands().stream()
                    .map(sub -> quoted(sub.name() + ":" + sub.description()))
                    .toList());
            if (!command.path().contains("/")) {
                for (Topic topic : Topic.values()) {
                    below.add(quoted(topic.word() + ":" + topic.summary()));
                }
            }
            if (!below.isEmpty()) {
                lines.add("        (" + command.path() + ")");
                lines.add("            found=(");
                below.forEach(name -> lines.add("                " + name));
                lines.add("            )");
                lines.add("            ;;");
            }
        }
        return lines;
    }

    private static List<String> regions() {
        return AwsRegions.byPartition().entrySet().stream()
                .map(partition -> "                (" + partition.getKey() + ") regions=("
                        + partition.getValue().stream()
                                .map(region -> quoted(region + ":" + AwsRegions.place(region)))
                                .collect(Collectors.joining(" "))
                        + ") ;;")
                .toList();
    }

    private static String quoted(List<String> specs) {
        return specs.stream().map(spec -> "        " + quoted(spec)).collect(Collectors.joining(" \\\n"));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
