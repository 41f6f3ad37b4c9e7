package dev.tmctl.cli.command;

import dev.tmctl.cli.completion.Shell;
import dev.tmctl.cli.support.CommandException;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.Suggestion;
import dev.tmctl.environment.EnvironmentVariable;
import dev.tmctl.target.Quoted;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `tmctl completion`.
@Command(
        name = "completion",
        description = "Print the script that completes tmctl's commands, options and names in a shell.",
        footerHeading = "%nTo turn it on, add the line of your shell to its start-up file:%n",
        footer = {
            // not `source <(...)`, which reads nothing in the bash 3.2 of macOS
            "  bash  ~/.bashrc                   eval \"$(tmctl completion bash)\"",
            "  zsh   ~/.zshrc, after compinit    eval \"$(tmctl completion zsh)\"",
            "  fish  ~/.config/fish/config.fish  tmctl completion fish | source",
            "",
            "The same scripts are files in the folder completions beside the tool."
        })
public final class CompletionCommand implements Callable<Integer> {
    private final ConsoleIO console;

    // Optional for picocli, so that our own message lists the shells.
    @Parameters(arity = "0..1", paramLabel = "bash|zsh|fish", description = "The shell.")
    @Nullable
    String shell;

    @Mixin
    CommonOptions common = new CommonOptions();

    public CompletionCommand(ConsoleIO console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (shell == null) {
            throw new CommandException(
                    ExitCode.USAGE, "no shell is named; expected " + shells(), "tmctl completion " + ofThisUser());
        }
        String given = shell;
        Shell chosen = Shell.named(given)
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE,
                        "there is no completion for " + Quoted.of(given) + "; expected " + shells(),
                        "tmctl completion " + Suggestion.of(given, words()).orElseGet(this::ofThisUser)));
        console.data().print(chosen.script());
        return ExitCode.DONE.code();
    }

    private static List<String> words() {
        return Arrays.stream(Shell.values()).map(Shell::word).toList();
    }

    private static String shells() {
        return words().stream().collect(Collectors.joining(", ")).replace(", fish", " or fish");
    }

    /// The user's login shell, as far as there is a script for it.
    private String ofThisUser() {
        String login = EnvironmentVariable.SHELL.in(console.environment()).orElse("");
        return Shell.named(login.substring(login.lastIndexOf('/') + 1))
                .orElse(Shell.BASH)
                .word();
    }
}
