package dev.tmctl.cli.command;

import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.Workspace;
import dev.tmctl.process.ProcessStartException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tmctl restart`.
@Command(
        name = "restart",
        description = "Stop and start the adapter of a target; its URL stays.",
        footerHeading = "%nExamples:%n",
        footer = {"  tmctl restart orders"})
public final class RestartCommand implements Callable<Integer> {
    private final ConsoleIO console;

    @Mixin
    TargetArgument chosen = new TargetArgument();

    @Mixin
    CommonOptions common = new CommonOptions();

    public RestartCommand(ConsoleIO console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Workspace workspace = chosen.open(console);
        boolean ran = StopCommand.stop(console, workspace, chosen.name, "tmctl restart");
        try {
            StartCommand.start(console, workspace, chosen.name, "tmctl restart");
        } catch (ProcessStartException e) {
            throw ran ? e.leaving("the adapter is stopped") : e;
        }
        return ExitCode.DONE.code();
    }
}
