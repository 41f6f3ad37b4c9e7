package dev.tmctl.cli.command;

import dev.tmctl.cli.config.NoHomeException;
import dev.tmctl.cli.send.SendRoute;
import dev.tmctl.cli.support.CommandException;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.SecretArguments;
import dev.tmctl.cli.support.TargetChoice;
import dev.tmctl.cli.support.Workspace;
import dev.tmctl.delivery.DeliveryOptions;
import dev.tmctl.target.InvalidInputException;
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
    private static final int MAX_REQUESTS = 256;
    private static final TargetChoice CHOICE = new TargetChoice("tmctl send", "--target");

    @Option(names = "--direct", description = "Send straight to Kinesis, without an adapter.")
    boolean direct;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "How long an event is tried: seconds, or 500ms, 30s, 5m, 1h, or unlimited (default: 30s).")
    @Nullable
    String timeout;

    @Option(
            names = "--max-in-flight",
            paramLabel = "N",
            description = "With -f: how many requests may be under way (default: 16, through the adapter 4).")
    @Nullable
    Integer maxInFlight;

    @Mixin
    TargetOptions options = new TargetOptions();

    /// @param many whether a stream of events is sent, where waiting a moment for company costs nothing
    SendRoute route(ConsoleIO console, ContextOption context, @Nullable String target, boolean many)
            throws IOException {
        check(target);
        DeliveryOptions delivery = delivery(many);
        if (isAdHoc()) {
            return SendRoute.straight(draft(console, context), console, delivery, maxInFlight);
        }
        Workspace workspace = context.open(console);
        KinesisTarget stored = workspace.target(target, CHOICE);
        if (!direct) {
            return SendRoute.throughAdapter(workspace, stored, delivery, maxInFlight, console.userOutput());
        }
        List<String> notes = new ArrayList<>();
        KinesisTarget reachable = workspace.lifecycle().reachable(stored, notes);
        notes.forEach(note -> console.note("note: " + note));
        return SendRoute.straight(reachable, console, delivery, maxInFlight);
    }

    /// The target that events would go to, after the same checks.
    ///
    /// @return null when none is named and there is none: then the events alone are looked at
    @Nullable
    KinesisTarget dryTarget(ConsoleIO console, ContextOption context, @Nullable String target) throws IOException {
        check(target);
        delivery(false);
        if (isAdHoc()) {
            return draft(console, context);
        }
        try {
            Workspace workspace = context.open(console);
            return target == null && !direct && workspace.targets().isEmpty() ? null : workspace.target(target, CHOICE);
        } catch (NoHomeException e) {
            if (target == null && !direct) {
                return null;
            }
            throw e;
        }
    }

    private boolean isAdHoc() {
        return direct && options.arn != null;
    }

    private void check(@Nullable String target) {
        if (!direct && options.areGiven()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--arn, --partition, --endpoint and the other settings of a target need --direct",
                    "add --direct, or leave them out to use a target's adapter");
        }
        if (options.arn != null && target != null) {
            throw new CommandException(ExitCode.USAGE, "--arn and --target are both given; keep one", null);
        }
        if (options.arn == null && options.areGiven()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--partition, --endpoint and the other settings of a target go with --arn; a stored target has its own",
                    "leave them out, or give --arn too");
        }
        if (maxInFlight != null && (maxInFlight < 1 || maxInFlight > MAX_REQUESTS)) {
            throw new InvalidInputException("max-in-flight", "is " + maxInFlight + "; expected 1 to " + MAX_REQUESTS);
        }
    }

    /// It needs no folder of targets, which a container may not have.
    private KinesisTarget draft(ConsoleIO console, ContextOption context) throws IOException {
        context.check(console);
        SecretArguments secrets = new SecretArguments(console);
        KinesisTarget valid =
                options.draft(null, "direct", null, false, secrets).validate();
        secrets.warnOfLiterals();
        return valid;
    }

    private DeliveryOptions delivery(boolean many) {
        DeliveryOptions gathering =
                many ? DeliveryOptions.DEFAULT.withGather(Duration.ofMillis(20)) : DeliveryOptions.DEFAULT;
        return timeout == null ? gathering : gathering.withDeadline(DurationText.parse("timeout", timeout));
    }
}
