package dev.tmctl.cli.command;

import dev.tmctl.adapter.AdapterServer;
import dev.tmctl.adapter.AdapterSettings;
import dev.tmctl.adapter.JsonLogFormatter;
import dev.tmctl.adapter.LoggingConfig;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ErrorReporter;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.ForegroundServer;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tmctl adapter`.
@Command(
        name = "adapter",
        description = {
            "Run an adapter in the foreground, configured by the environment as TriggerMesh's container is.",
            "",
            "ARN, AWS_KINESIS_PARTITION, AWS_DISCARD_CE_CONTEXT, AWS_ASSUME_ROLE_ARN, AWS_* credentials, "
                    + "AWS_ENDPOINT_URL[_KINESIS|_STS], AWS_CA_BUNDLE, PORT (default 8080), NAME, NAMESPACE; "
                    + "TMCTL_ADAPTER_HOST for the address (default 0.0.0.0).",
            "",
            "In a cluster: METRICS_PROMETHEUS_PORT, K_LOGGING_CONFIG, K_METRICS_CONFIG; "
                    + "TMCTL_ADAPTER_CHECK_STREAM=true makes it ready only while the stream answers. "
                    + "docs/adapter.md lists every variable.",
            "",
            "When it cannot start it says why in one line of its log, or in words on a terminal, and exits with 1."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ARN=arn:aws:kinesis:us-east-1:123456789012:stream/orders \\",
            "      AWS_KINESIS_PARTITION=p PORT=8080 tmctl adapter"
        })
public final class AdapterCommand implements Callable<Integer> {
    private static final Duration DRAIN_WITHIN = Duration.ofSeconds(30);

    private final ConsoleIO console;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description =
                    "PEM file of the certificate to show, read anew when it is replaced " + "(TMCTL_ADAPTER_TLS_CERT).")
    @Nullable
    String certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "PEM file of its private key (TMCTL_ADAPTER_TLS_KEY).")
    @Nullable
    String key;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Take events only with one of the bearer tokens in this file, one a line, read anew when it "
                    + "is replaced (TMCTL_ADAPTER_TOKEN_FILE).")
    @Nullable
    String tokens;

    @Mixin
    CommonOptions common = new CommonOptions();

    public AdapterCommand(ConsoleIO console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        Map<String, String> environment = new HashMap<>(console.environment());
        put(environment, AdapterSettings.TLS_CERTIFICATE, certificate);
        put(environment, AdapterSettings.TLS_KEY, key);
        put(environment, AdapterSettings.TOKENS, tokens);
        console.interruption().leaveToCommand();
        ForegroundServer.logToStandardError(LoggingConfig.of(environment).level());
        try {
            ForegroundServer.claim();
            AdapterServer server = AdapterServer.start(AdapterSettings.fromEnvironment(environment), environment);
            ForegroundServer.run(server.port(), () -> server.drain(DRAIN_WITHIN));
            return ExitCode.DONE.code();
        } catch (IOException | RuntimeException | Error e) {
            return notStarted(e);
        }
    }

    private static void put(Map<String, String> environment, String variable, @Nullable String flag) {
        if (flag != null) {
            environment.put(variable, flag);
        }
    }

    /// A container's log is read by machines, line by line.
    private int notStarted(Throwable cause) {
        if (console.errTerminal()) {
            new ErrorReporter(console).report(cause, false);
        } else {
            console.tell(JsonLogFormatter.fatal("the adapter cannot start: " + new ErrorReporter(console).line(cause)));
        }
        return ExitCode.FAILED.code();
    }
}
