package dev.tmctl.cli.command;

import dev.tmctl.adapter.AdapterServer;
import dev.tmctl.adapter.AdapterSettings;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.ForegroundServer;
import dev.tmctl.cli.support.Streams;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tmctl adapter`.
@Command(
        name = "adapter",
        description = {
            "Run an adapter in the foreground, configured by the environment as TriggerMesh's container is.",
            "",
            "ARN, AWS_KINESIS_PARTITION, AWS_DISCARD_CE_CONTEXT, AWS_ASSUME_ROLE_ARN, AWS_* credentials, "
                    + "AWS_ENDPOINT_URL[_KINESIS], PORT (default 8080), NAME, NAMESPACE; TMCTL_ADAPTER_HOST for the "
                    + "address (default 0.0.0.0)."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ARN=arn:aws:kinesis:us-east-1:123456789012:stream/orders \\",
            "      AWS_KINESIS_PARTITION=p PORT=8080 tmctl adapter"
        })
public final class AdapterCommand implements Callable<Integer> {
    private static final Duration DRAIN_WITHIN = Duration.ofSeconds(30);

    private final Streams streams;

    @Mixin
    CommonOptions common = new CommonOptions();

    public AdapterCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        AdapterSettings settings = AdapterSettings.fromEnvironment(streams.environment());
        streams.interruption().leaveToCommand();
        ForegroundServer.logToStandardError();
        AdapterServer server = AdapterServer.start(settings, streams.environment());
        ForegroundServer.run(server.port(), () -> server.drain(DRAIN_WITHIN));
        return ExitCode.DONE.code();
    }
}
