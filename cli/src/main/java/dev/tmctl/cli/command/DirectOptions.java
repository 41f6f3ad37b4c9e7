package dev.tmctl.cli.command;

import dev.tmctl.cli.support.CommandException;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.SecretArguments;
import dev.tmctl.cli.support.SendRoute;
import dev.tmctl.cli.support.Streams;
import dev.tmctl.cli.support.Workspace;
import dev.tmctl.delivery.DeliveryOptions;
import dev.tmctl.target.KinesisTarget;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How `send` reaches Kinesis: through the adapter, or straight with a target of the context or of the
/// command line.
final class DirectOptions {
    @Option(names = "--direct", description = "Send straight to Kinesis, without an adapter.")
    boolean direct;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "With --direct: how long an event is tried (default: 30).")
    @Nullable
    Integer timeout;

    @Mixin
    TargetOptions options = new TargetOptions();

    SendRoute route(Streams streams, ContextOption context, @Nullable String target) throws IOException {
        boolean adHoc = options.arn != null;
        if (!direct && (adHoc || options.partition != null || options.endpoint != null || timeout != null)) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--arn, --partition, --endpoint and --timeout need --direct",
                    "add --direct, or leave them out to use a target's adapter");
        }
        if (adHoc && target != null) {
            throw new CommandException(ExitCode.USAGE, "--arn and --target are both given; keep one", null);
        }
        Workspace workspace = context.open(streams);
        if (!direct) {
            return SendRoute.throughAdapter(workspace, workspace.target(target));
        }
        DeliveryOptions delivery = timeout == null
                ? DeliveryOptions.DEFAULT
                : DeliveryOptions.DEFAULT.withDeadline(Duration.ofSeconds(Math.max(1, timeout)));
        if (adHoc) {
            SecretArguments secrets = new SecretArguments(streams);
            KinesisTarget valid =
                    options.draft(null, "direct", null, false, secrets).validate();
            secrets.warnOfLiterals();
            return SendRoute.straight(valid, streams.environment(), delivery);
        }
        if (options.partition != null || options.endpoint != null) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--partition and --endpoint go with --arn; a stored target has its own",
                    "leave them out, or give --arn too");
        }
        List<String> notes = new ArrayList<>();
        KinesisTarget reachable = workspace.lifecycle().reachable(workspace.target(target), notes);
        notes.forEach(note -> streams.note("note: " + note));
        return SendRoute.straight(reachable, streams.environment(), delivery);
    }
}
