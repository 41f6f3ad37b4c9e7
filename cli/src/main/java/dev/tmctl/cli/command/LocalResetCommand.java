package dev.tmctl.cli.command;

import dev.tmctl.cli.support.AllOrNothing;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.Streams;
import dev.tmctl.cli.support.Workspace;
import dev.tmctl.lifecycle.LocalKinesisService;
import dev.tmctl.local.LocalKinesis;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tmctl local reset`.
@Command(
        name = "reset",
        description = "Delete every stream and record of the local Kinesis.",
        footerHeading = "%nExamples:%n",
        footer = {"  tmctl local reset --yes"})
public final class LocalResetCommand implements Callable<Integer>, AllOrNothing {
    private final Streams streams;

    @Mixin
    ConfirmOption confirmation = new ConfirmOption();

    @Mixin
    CommonOptions common = new CommonOptions();

    public LocalResetCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        LocalKinesisService local =
                Workspace.open(streams, Workspace.DEFAULT_CONTEXT).local();
        List<String> lost = local.streamNames();
        if (!lost.isEmpty()) {
            confirmation.ask(
                    streams,
                    "delete every record of the local Kinesis, with "
                            + (lost.size() == 1 ? "the stream " : "the streams ") + String.join(", ", lost));
        }
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
