package dev.tmctl.cli.command;

import dev.tmctl.cli.help.Topic;
import dev.tmctl.cli.help.TopicScreen;
import dev.tmctl.cli.support.CommandException;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.Suggestion;
import dev.tmctl.target.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tmctl help`.
@Command(
        name = "help",
        description = {
            "Show the help of a command, or explain a topic.",
            "The topics: exit-codes, environment, authentication, formatting."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  tmctl help send", "  tmctl help create target awskinesis", "  tmctl help exit-codes"})
public final class HelpCommand implements Callable<Integer> {
    private final ConsoleIO console;

    @Parameters(
            arity = "0..*",
            paramLabel = "COMMAND|TOPIC",
            description = "The command with its subcommands, or the topic (default: the tool itself).")
    List<String> words = new ArrayList<>();

    @Mixin
    CommonOptions common = new CommonOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    CommandSpec spec;

    public HelpCommand(ConsoleIO console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Optional<Topic> topic = words.size() == 1 ? Topic.named(words.getFirst()) : Optional.empty();
        if (topic.isPresent()) {
            new TopicScreen(console.out()).print(topic.get());
            return ExitCode.DONE.code();
        }
        if (words.size() > 1 && Topic.named(words.getFirst()).isPresent()) {
            String named = words.getFirst();
            throw new CommandException(
                    ExitCode.USAGE, named + " is a topic, which stands alone", "tmctl help " + named);
        }
        CommandLine shown = spec.root().commandLine();
        for (String word : words) {
            CommandLine next = shown.getSubcommands().get(word);
            if (next == null) {
                throw unknown(word, shown);
            }
            shown = next;
        }
        HelpScreen.prepare(shown, console);
        shown.usage(console.out().unfiltered());
        return ExitCode.DONE.code();
    }

    private static CommandException unknown(String word, CommandLine under) {
        boolean first = under.getParent() == null;
        List<String> commands = under.getSubcommands().values().stream()
                .map(CommandLine::getCommandName)
                .distinct()
                .toList();
        List<String> known =
                first ? Stream.concat(commands.stream(), Topic.words().stream()).toList() : commands;
        String path = under.getCommandSpec().qualifiedName();
        String help = "tmctl help" + path.substring("tmctl".length());
        if (commands.isEmpty()) {
            return new CommandException(
                    ExitCode.USAGE, path + " has no commands below it, so not " + Quoted.of(word) + " either", help);
        }
        String has = "the commands are: " + String.join(", ", commands)
                + (first ? "; the topics: " + String.join(", ", Topic.words()) : "");
        return new CommandException(
                ExitCode.USAGE,
                (first ? "there is no command or topic " : path + " has no command ") + Quoted.of(word),
                Suggestion.of(word, known).map(meant -> help + " " + meant).orElse(has));
    }
}
