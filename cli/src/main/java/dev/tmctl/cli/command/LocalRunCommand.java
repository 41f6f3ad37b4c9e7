package dev.tmctl.cli.command;

import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.ForegroundServer;
import dev.tmctl.cli.support.Workspace;
import dev.tmctl.local.LocalKinesis;
import dev.tmctl.local.LocalKinesisConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tmctl local run`.
@Command(
        name = "run",
        description = "Run the local Kinesis in the foreground, for example in a CI job.",
        footerHeading = "%nExamples:%n",
        footer = {"  tmctl local run --port 4567 --data ./kinesis"})
public final class LocalRunCommand implements Callable<Integer> {
    private final ConsoleIO console;

    @Option(names = "--port", paramLabel = "PORT", description = "The port on 127.0.0.1 (default: a free one).")
    int port;

    @Option(names = "--any-port", hidden = true, description = "Take a free port when the given one is taken.")
    boolean anyPort;

    @Option(names = "--enforce-limits", description = "Throttle as AWS does.")
    boolean enforceLimits;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where records are kept (default: in the tool's home).")
    @Nullable
    Path data;

    @Mixin
    CommonOptions common = new CommonOptions();

    public LocalRunCommand(ConsoleIO console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PortNumber.check(port, 0);
        console.interruption().leaveToCommand();
        ForegroundServer.logToStandardError();
        ForegroundServer.claim();
        Path folder = data != null
                ? data
                : Workspace.open(console, Workspace.DEFAULT_CONTEXT).local().dataFolder();
        LocalKinesis kinesis = start(LocalKinesisConfig.in(folder).withEnforceLimits(enforceLimits));
        console.note("local Kinesis listening on " + kinesis.endpoint());
        ForegroundServer.run(kinesis.port(), kinesis::close);
        return ExitCode.DONE.code();
    }

    private LocalKinesis start(LocalKinesisConfig config) throws IOException {
        try {
            return LocalKinesis.start(config.withPort(port));
        } catch (IOException e) {
            if (!anyPort || port == 0) {
                throw e;
            }
            return LocalKinesis.start(config.withPort(0));
        }
    }
}
