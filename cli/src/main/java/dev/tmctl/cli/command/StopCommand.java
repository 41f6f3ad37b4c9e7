package dev.tmctl.cli.command;

import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.TargetChoice;
import dev.tmctl.cli.support.Workspace;
import dev.tmctl.process.ManagedProcess.StopResult;
import dev.tmctl.target.KinesisTarget;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tmctl stop`.
@Command(
        name = "stop",
        description = "Stop the adapter of a target after it has finished the events in flight.",
        footerHeading = "%nExamples:%n",
        footer = {"  tmctl stop orders"})
public final class StopCommand implements Callable<Integer> {
    private final ConsoleIO console;

    @Mixin
    TargetArgument chosen = new TargetArgument();

    @Mixin
    CommonOptions common = new CommonOptions();

    public StopCommand(ConsoleIO console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        stop(console, chosen.open(console), chosen.name, "tmctl stop");
        return ExitCode.DONE.code();
    }

    /// @return whether it ran
    static boolean stop(ConsoleIO console, Workspace workspace, @Nullable String name, String command)
            throws IOException {
        KinesisTarget target = workspace.target(name, TargetChoice.argumentOf(command));
        StopResult result = workspace.lifecycle().stop(target.name());
        console.out().println(target.name() + " " + inWords(result));
        return result != null;
    }

    /// @param result how a process ended, or null when it was not running
    static String inWords(@Nullable StopResult result) {
        return switch (result) {
            case null -> "was not running";
            case DRAINED -> "stopped";
            case KILLED -> "killed, it did not stop in time";
        };
    }
}
