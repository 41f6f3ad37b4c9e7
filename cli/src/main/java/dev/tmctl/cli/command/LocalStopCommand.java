package dev.tmctl.cli.command;

import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
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
    private final ConsoleIO console;

    @Mixin
    CommonOptions common = new CommonOptions();

    public LocalStopCommand(ConsoleIO console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Workspace workspace = Workspace.open(console, Workspace.DEFAULT_CONTEXT);
        console.out()
                .println(
                        "local Kinesis " + StopCommand.inWords(workspace.local().stop()));
        return ExitCode.DONE.code();
    }
}
