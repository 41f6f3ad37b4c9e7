package dev.tmctl.cli.support;

import dev.tmctl.adapter.AdapterDelivery;
import dev.tmctl.aws.AwsAccess;
import dev.tmctl.delivery.Delivery;
import dev.tmctl.delivery.DeliveryOptions;
import dev.tmctl.delivery.KinesisDelivery;
import dev.tmctl.delivery.engine.EngineListener;
import dev.tmctl.target.KinesisTarget;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One of the two ways to a stream, and the target that it leads to.
///
/// @param target the target
/// @param delivery delivers to it
/// @param access what the delivery uses and this route closes, or null
public record SendRoute(
        KinesisTarget target, Delivery delivery, @Nullable AwsAccess access) implements AutoCloseable {

    /// Through the running adapter of a target.
    ///
    /// @throws CommandException when it does not run
    public static SendRoute throughAdapter(Workspace workspace, KinesisTarget target) {
        URI url = workspace
                .lifecycle()
                .adapterUrl(target.name())
                .orElseThrow(() -> new CommandException(
                        ExitCode.UNREACHABLE,
                        "the adapter of " + target.name() + " is not running",
                        "tmctl start " + target.name() + " (or send with --direct)"));
        return new SendRoute(
                target,
                new AdapterDelivery(
                        url,
                        target,
                        DeliveryOptions.DEFAULT
                                .withAttemptTimeout(Duration.ofSeconds(60))
                                .withMaxInFlight(4),
                        EngineListener.NONE),
                null);
    }

    /// Straight to Kinesis.
    public static SendRoute straight(KinesisTarget target, Map<String, String> environment, DeliveryOptions options) {
        AwsAccess access = new AwsAccess(target, environment);
        return new SendRoute(target, new KinesisDelivery(access, options), access);
    }

    @Override
    public void close() {
        delivery.close();
        if (access != null) {
            access.close();
        }
    }
}
