package dev.tmctl.cli.send;

import dev.tmctl.adapter.AdapterDelivery;
import dev.tmctl.adapter.AdapterStatus;
import dev.tmctl.aws.AwsClients;
import dev.tmctl.cli.support.CommandException;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.Workspace;
import dev.tmctl.delivery.Delivery;
import dev.tmctl.delivery.DeliveryOptions;
import dev.tmctl.delivery.DeliveryStats;
import dev.tmctl.delivery.KinesisDelivery;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.trace.Trace;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One of the two ways to a stream, and the target that it leads to.
///
/// @param target the target
/// @param delivery delivers to it
/// @param stats counts what the delivery does
/// @param clients what the delivery uses and this route closes, or null
/// @param adapter asks the adapter that it leads through what it is doing; empty where there is none
public record SendRoute(
        KinesisTarget target,
        Delivery delivery,
        DeliveryStats stats,
        @Nullable AwsClients clients,
        Supplier<Optional<AdapterStatus>> adapter)
        implements AutoCloseable {

    /// Longer than the adapter itself tries.
    private static final Duration ADAPTER_ANSWERS_WITHIN = Duration.ofSeconds(60);

    private static final int CONNECTIONS = 4;

    /// An answer that is on its way when the time is over still counts.
    private static final Duration ANSWER_MARGIN = Duration.ofSeconds(5);

    /// A longer pause between two attempts there is not.
    private static final Duration RECENTLY = Duration.ofSeconds(20);

    /// Through the running adapter of a target.
    ///
    /// @throws CommandException when it does not run
    public static SendRoute throughAdapter(
            Workspace workspace,
            KinesisTarget target,
            DeliveryOptions options,
            @Nullable Integer maxInFlight,
            Trace trace) {
        URI url = workspace
                .lifecycle()
                .adapterUrl(target.name())
                .orElseThrow(() -> new CommandException(
                        ExitCode.UNREACHABLE,
                        "the adapter of " + target.name() + " is not running",
                        "tmctl start" + workspace.contextFlag() + " " + target.name()));
        trace.step("route: through the adapter at " + url);
        DeliveryStats stats = new DeliveryStats();
        DeliveryOptions few = options.withAttemptTimeout(attemptTimeout(options.deadline()))
                .withMaxInFlight(maxInFlight == null ? CONNECTIONS : maxInFlight);
        return new SendRoute(
                target,
                new AdapterDelivery(url, target, few, stats, trace),
                stats,
                null,
                () -> AdapterStatus.ask(url, trace));
    }

    /// An adapter tries for 30 s of its own, which a shorter time does not wait for.
    private static Duration attemptTimeout(Duration deadline) {
        return deadline.compareTo(DeliveryOptions.DEFAULT.deadline()) < 0
                ? deadline.plus(ANSWER_MARGIN)
                : ADAPTER_ANSWERS_WITHIN;
    }

    /// Straight to Kinesis.
    public static SendRoute straight(
            KinesisTarget target, ConsoleIO console, DeliveryOptions options, @Nullable Integer maxInFlight) {
        AwsClients clients = new AwsClients(target, console.environment(), console.userOutput());
        console.detail("route: straight to "
                + AwsClients.endpointOverride(target, console.environment())
                        .map(Object::toString)
                        .orElseGet(() -> "Kinesis in " + target.arn().region()));
        DeliveryStats stats = new DeliveryStats();
        DeliveryOptions bounded = maxInFlight == null ? options : options.withMaxInFlight(maxInFlight);
        return new SendRoute(target, new KinesisDelivery(clients, bounded, stats), stats, clients, Optional::empty);
    }

    /// Why events are sent again these seconds, in one line, or null when none are. An adapter tries for a while before
    /// it answers: then it is asked.
    @Nullable
    String retryCause() {
        String own = recent(stats.lastRetry());
        return own != null
                ? own
                : adapter.get()
                        .map(AdapterStatus::engine)
                        .map(engine -> recent(engine.lastRetry()))
                        .orElse(null);
    }

    private static @Nullable String recent(DeliveryStats.@Nullable LastRetry retry) {
        return retry == null || retry.millisAgo() > RECENTLY.toMillis() ? null : retry.code() + ": " + retry.message();
    }

    @Override
    public void close() {
        delivery.close();
        if (clients != null) {
            clients.close();
        }
    }
}
