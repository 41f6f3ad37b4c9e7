package dev.tmctl.cli.command;

import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.Streams;
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
    private final Streams streams;

    @Mixin
    TargetArgument chosen = new TargetArgument();

    @Mixin
    CommonOptions common = new CommonOptions();

    public RestartCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        Workspace workspace = chosen.open(streams);
        boolean ran = StopCommand.stop(streams, workspace, chosen.name, "tmctl restart");
        try {
            StartCommand.start(streams, workspace, chosen.name, "tmctl restart");
        } catch (ProcessStartException e) {
            throw ran ? e.leaving("the adapter is stopped") : e;
        }
        return ExitCode.DONE.code();
    }
}
