package dev.tmctl.cli.command;

import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.Streams;
import dev.tmctl.cli.support.Workspace;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tmctl local stop`.
@Command(
        name = "stop",
        description = "Stop the local Kinesis; its streams and records are kept.",
        footerHeading = "%nExamples:%n",
        footer = {"  tmctl local stop"})
public final class LocalStopCommand implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    CommonOptions common = new CommonOptions();

    public LocalStopCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        Workspace workspace = Workspace.open(streams, Workspace.DEFAULT_CONTEXT);
        streams.out()
                .println(
                        "local Kinesis " + StopCommand.inWords(workspace.local().stop()));
        return ExitCode.DONE.code();
    }
}
