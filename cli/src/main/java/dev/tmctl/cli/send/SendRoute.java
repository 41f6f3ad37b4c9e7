package dev.tmctl.cli.send;

import dev.tmctl.adapter.AdapterDelivery;
import dev.tmctl.aws.AwsAccess;
import dev.tmctl.cli.support.CommandException;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.Streams;
import dev.tmctl.cli.support.Workspace;
import dev.tmctl.delivery.Delivery;
import dev.tmctl.delivery.DeliveryOptions;
import dev.tmctl.delivery.DeliveryStats;
import dev.tmctl.delivery.KinesisDelivery;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.trace.Trace;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One of the two ways to a stream, and the target that it leads to.
///
/// @param target the target
/// @param delivery delivers to it
/// @param stats counts what the delivery does
/// @param access what the delivery uses and this route closes, or null
public record SendRoute(
        KinesisTarget target,
        Delivery delivery,
        DeliveryStats stats,
        @Nullable AwsAccess access) implements AutoCloseable {

    /// Longer than the adapter itself tries.
    private static final Duration ADAPTER_ANSWERS_WITHIN = Duration.ofSeconds(60);

    private static final int CONNECTIONS = 4;

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
        DeliveryOptions few = options.withAttemptTimeout(ADAPTER_ANSWERS_WITHIN)
                .withMaxInFlight(maxInFlight == null ? CONNECTIONS : maxInFlight);
        return new SendRoute(target, new AdapterDelivery(url, target, few, stats, trace), stats, null);
    }

    /// Straight to Kinesis.
    public static SendRoute straight(
            KinesisTarget target, Streams streams, DeliveryOptions options, @Nullable Integer maxInFlight) {
        AwsAccess access = new AwsAccess(target, streams.environment(), streams.voice());
        streams.detail("route: straight to "
                + AwsAccess.endpointOverride(target, streams.environment())
                        .map(Object::toString)
                        .orElseGet(() -> "Kinesis in " + target.arn().region()));
        DeliveryStats stats = new DeliveryStats();
        DeliveryOptions bounded = maxInFlight == null ? options : options.withMaxInFlight(maxInFlight);
        return new SendRoute(target, new KinesisDelivery(access, bounded, stats), stats, access);
    }

    @Override
    public void close() {
        delivery.close();
        if (access != null) {
            access.close();
        }
    }
}
