package dev.tmctl.cli.completion;

import dev.tmctl.cli.completion.CommandModel.OperandModel;
import dev.tmctl.cli.completion.CommandModel.OptionModel;
import dev.tmctl.cli.config.Setting;
import dev.tmctl.cli.help.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The script for fish: one `complete` for each subcommand and option, with the command as its condition.
final class FishScript {
    private final List<CommandModel> commands;

    FishScript(CommandModel root) {
        this.commands = root.all();
    }

    String render() {
        return Template.read("tmctl.fish")
                .with("VALUED", options(option -> option.values() != null))
                .with("OPTIONAL", options(OptionModel::valueOptional))
                .with("ENTER", commands.stream().flatMap(FishScript::enter).toList())
                .with(
                        "COMPLETE",
                        commands.stream().flatMap(FishScript::complete).toList())
                .with("SETTINGS", settings())
                .with("EXPLAINED", explained())
                .with("REGIONS", regions())
                .with("ARNS", String.join(" ", Arns.prefixes()))
                .with("AWK", Arns.reader())
                .finished();
    }

    private String options(Predicate<OptionModel> which) {
        return commands.stream()
                .flatMap(command -> command.options().stream()
                        .filter(which)
                        .flatMap(option -> option.names().stream())
                        .map(name -> quoted(command.path() + " " + name)))
                .collect(Collectors.joining(" \\\n    ", "\\\n    ", ""));
    }

    private static Stream<String> enter(CommandModel command) {
        return command.subcommands().stream()
                .map(sub -> "        case "
                        + sub.names().map(name -> command.path() + "/" + name).collect(Collectors.joining(" "))
                        + "\n            set __tmctl_path " + sub.path());
    }

    private static Stream<String> complete(CommandModel command) {
        List<String> lines = new ArrayList<>(List.of("", "# " + command.path().replace('/', ' ')));
        String names = command.subcommands().stream().map(CommandModel::name).collect(Collectors.joining(" "));
        for (CommandModel sub : command.subcommands()) {
            lines.add(when("__tmctl_first " + command.path()) + " -a " + sub.name() + described(sub.description()));
            for (String alias : sub.aliases()) {
                lines.add(when("__tmctl_other " + command.path() + " " + names) + " -a " + alias
                        + described("another name of " + sub.name()));
            }
        }
        for (OptionModel option : command.options()) {
            lines.addAll(option(command.path(), option));
        }
        for (OperandModel operand : command.operands()) {
            if (!(operand.values() instanceof Values.Free)) {
                String place =
                        operand.many() ? "at" : operand == command.operands().getFirst() ? "first" : "second";
                lines.add(when("__tmctl_" + place + " " + command.path()) + values(operand.values()));
            }
        }
        return lines.stream();
    }

    private static List<String> option(String path, OptionModel option) {
        String names = option.names().stream()
                .map(name -> name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1))
                .collect(Collectors.joining());
        Values values = option.values();
        String line = when("__tmctl_at " + path) + names;
        if (values == null) {
            return List.of(line + described(option.description()));
        }
        if (!option.valueOptional()) {
            return List.of(line + " -r" + values(values) + described(option.description()));
        }
        // fish takes the next word for the option's value only where there must be one
        return List.of(
                line + values(values) + described(option.description()),
                when("__tmctl_after " + path + " " + String.join(" ", option.names())) + values(values));
    }

    private static String when(String condition) {
        return "complete -c tmctl -n " + quoted(condition);
    }

    private static String described(String description) {
        return " -d " + quoted(description);
    }

    private static String values(Values values) {
        return switch (values) {
            case Values.Words(List<String> words) -> " -f -a " + quoted(String.join(" ", words));
            case Values.File _ -> " -F";
            case Values.Folder _ -> " -f -a '(__fish_complete_directories)'";
            case Values.Secret _ -> " -f -a '(__tmctl_secret)'";
            case Values.Target _ -> " -f -a '(__tmctl_targets)'";
            case Values.Context _ -> " -f -a '(__tmctl_contexts)'";
            case Values.Arn _ -> " -f -a '(__tmctl_arns)'";
            case Values.OfSetting _ -> " -f -a '(__tmctl_setting)'";
            case Values.Explained _ -> " -f -a '(__tmctl_explained)'";
            case Values.Free _ -> " -f";
        };
    }

    private static List<String> settings() {
        return Arrays.stream(Setting.values())
                .map(setting -> "        case " + setting.key() + "\n            "
                        + (setting.words().isEmpty()
                                ? "__tmctl_contexts"
                                : "printf '%s\\n' " + String.join(" ", setting.words())))
                .toList();
    }

    private List<String> explained() {
        List<String> lines = new ArrayList<>();
        for (CommandModel command : commands) {
            List<String> below = new ArrayList<>(command.subcommands().stream()
                    .map(sub -> sub.name() + " " + quoted(sub.description()))
                    .toList());
            if (!command.path().contains("/")) {
                for (Topic topic : Topic.values()) {
                    below.add(topic.word() + " " + quoted(topic.summary()));
                }
            }
            if (!below.isEmpty()) {
                lines.add("        case " + command.path());
                lines.add("            printf '%s\\t%s\\n' " + String.join(" \\\n                ", below));
            }
        }
        return lines;
    }

    private static List<String> regions() {
        return AwsRegions.byPartition().entrySet().stream()
                .map(partition -> {
                    String start = "arn:" + partition.getKey() + ":kinesis:";
                    return "        case '" + start + "*'\n            printf '" + start + "%s:\\t%s\\n' "
                            + partition.getValue().stream()
                                    .map(region -> region + " " + quoted(AwsRegions.place(region)))
                                    .collect(Collectors.joining(" "));
                })
                .toList();
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
