package dev.tmctl.cli.command;

import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.Workspace;
import dev.tmctl.lifecycle.LocalKinesisService;
import dev.tmctl.process.ProcessRecord;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tmctl local start`.
@Command(
        name = "start",
        description = "Start the local Kinesis.",
        footerHeading = "%nExamples:%n",
        footer = {"  tmctl local start", "  tmctl local start --port 4567 --enforce-limits"})
public final class LocalStartCommand implements Callable<Integer> {
    private final ConsoleIO console;

    @Option(names = "--port", paramLabel = "PORT", description = "The port on 127.0.0.1 (default: a free one, kept).")
    @Nullable
    Integer port;

    @Option(
            names = "--enforce-limits",
            description = "Throttle as AWS does: 1,000 records and 1 MiB a second and shard.")
    boolean enforceLimits;

    @Mixin
    CommonOptions common = new CommonOptions();

    public LocalStartCommand(ConsoleIO console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (port != null) {
            PortNumber.check(port, 1);
        }
        LocalKinesisService local =
                Workspace.open(console, Workspace.DEFAULT_CONTEXT).local();
        Optional<ProcessRecord> before = local.running();
        ProcessRecord record = local.start(port, enforceLimits);
        console.out()
                .println("local Kinesis " + (before.isPresent() ? "runs already on " : "listening on ")
                        + LocalKinesisService.url(record));
        if (before.isPresent() && (enforceLimits || (port != null && port != record.port()))) {
            console.note("note: it keeps its settings; to change them: tmctl local stop, then start again");
        }
        return ExitCode.DONE.code();
    }
}
