package dev.tmctl.cli.support;

import dev.tmctl.target.Quoted;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a user names a target to a command, and what to say where no target, none of the name, or more than
/// one is there.
///
/// @param command the command, for example `tmctl start`
/// @param option the option that takes the name, or empty where it is an argument
public record TargetChoice(String command, String option) {
    /// Names that fit into a message.
    private static final int MAX_SHOWN = 10;

    /// A choice by argument.
    public static TargetChoice argumentOf(String command) {
        return new TargetChoice(command, "");
    }

    /// The command that takes the name, with the option for its context.
    private String naming(String name, String contextFlag) {
        return option.isEmpty()
                ? command + contextFlag + " " + name
                // the rest of the command is not known here
                : "the same command with " + option + " " + name;
    }

    /// Nothing says which of several is meant.
    CommandException unclear(Workspace workspace, List<String> names) {
        return new CommandException(
                ExitCode.USAGE,
                "no target is named, and the context " + workspace.store().context() + " has " + names.size() + ": "
                        + shown(names),
                naming(names.getFirst(), workspace.contextFlag()));
    }

    /// There is none of the name.
    ///
    /// @param names those that there are, at least one
    CommandException unknown(Workspace workspace, String wanted, List<String> names) {
        Optional<String> meant = Suggestion.of(wanted, names);
        String none = "there is no target " + Quoted.of(wanted) + " in the context "
                + workspace.store().context();
        return new CommandException(
                ExitCode.NO_SUCH_TARGET,
                none + meant.map(name -> "; did you mean " + name + "?").orElse(", which has " + shown(names)),
                meant.map(name -> naming(name, workspace.contextFlag()))
                        .orElse("tmctl describe" + workspace.contextFlag()));
    }

    /// There is none at all.
    ///
    /// @param wanted the name that was given, or null
    CommandException none(Workspace workspace, @Nullable String wanted) {
        String context = workspace.store().context();
        String name = wanted == null ? "" : " " + Quoted.of(wanted);
        List<String> others = workspace.contexts();
        return others.isEmpty()
                ? new CommandException(
                        ExitCode.NO_SUCH_TARGET,
                        "there is no target" + name + ": no context has one yet",
                        "tmctl create target awskinesis --help")
                : new CommandException(
                        ExitCode.NO_SUCH_TARGET,
                        "there is no target" + name + " in the context " + context + "; there are some in "
                                + shown(others),
                        "tmctl describe --context " + others.getFirst());
    }

    private static String shown(List<String> names) {
        return names.size() <= MAX_SHOWN
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MAX_SHOWN)) + " and " + (names.size() - MAX_SHOWN) + " more";
    }
}
