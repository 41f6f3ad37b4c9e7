package dev.tmctl.cli.command;

import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.Streams;
import dev.tmctl.cli.support.Workspace;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `tmctl restart`.
@Command(name = "restart", description = "Stop and start the adapter of a target; its URL stays.")
public final class RestartCommand implements Callable<Integer> {
    private final Streams streams;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The target (default: the only one).")
    @Nullable
    String name;

    @Mixin
    ContextOption context = new ContextOption();

    @Mixin
    HelpOption help = new HelpOption();

    public RestartCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        Workspace workspace = context.open(streams);
        StopCommand.stop(streams, workspace, name);
        StartCommand.start(streams, workspace, name);
        return ExitCode.DONE.code();
    }
}
