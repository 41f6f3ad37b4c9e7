package dev.tmctl.cli.command;

import dev.tmctl.cli.config.Setting;
import dev.tmctl.cli.config.Settings;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.Workspace;
import dev.tmctl.target.InvalidInputException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--context` for every command that works on targets.
final class ContextOption {
    @Option(
            names = "--context",
            order = 1,
            paramLabel = "CONTEXT",
            description = "The context whose targets are meant (default: the one in config.yaml, else \"default\").")
    @Nullable
    String context;

    /// @throws InvalidInputException when it cannot be the name of a context
    void check(ConsoleIO console) throws IOException {
        new Settings(console.environment()).valid(Setting.CONTEXT, context);
    }

    Workspace open(ConsoleIO console) throws IOException {
        return Workspace.open(console, context);
    }
}
