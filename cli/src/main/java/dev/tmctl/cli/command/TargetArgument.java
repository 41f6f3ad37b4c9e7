package dev.tmctl.cli.command;

import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.Workspace;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// The target that a command works on, in its context.
final class TargetArgument {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The target (default: the only one).")
    @Nullable
    String name;

    @Mixin
    ContextOption context = new ContextOption();

    Workspace open(ConsoleIO console) throws IOException {
        return context.open(console);
    }
}
