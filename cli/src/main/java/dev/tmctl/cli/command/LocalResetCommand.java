package dev.tmctl.cli.command;

import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.Streams;
import dev.tmctl.cli.support.Workspace;
import dev.tmctl.lifecycle.LocalKinesisService;
import dev.tmctl.local.LocalKinesis;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tmctl local reset`.
@Command(name = "reset", description = "Delete every stream and record of the local Kinesis.")
public final class LocalResetCommand implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    CommonOptions common = new CommonOptions();

    public LocalResetCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        LocalKinesisService local =
                Workspace.open(streams.environment(), Workspace.DEFAULT_CONTEXT).local();
        boolean ran = local.running().isPresent();
        boolean limits = local.running()
                .map(record -> record.fingerprint().equals("limits"))
                .orElse(false);
        local.stop();
        LocalKinesis.reset(local.dataFolder());
        if (ran) {
            local.start(null, limits);
        }
        streams.out().println("local Kinesis is empty" + (ran ? " and running again" : ""));
        return ExitCode.DONE.code();
    }
}
