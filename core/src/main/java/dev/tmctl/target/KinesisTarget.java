package dev.tmctl.target;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A Kinesis target, valid by construction: made by [TargetDraft#validate()].
///
/// @param name a DNS label, lower case
/// @param arn the stream
/// @param partitionKey the fixed key of every record
/// @param auth how calls are authenticated
/// @param discardCloudEventContext what the user or manifest said, or null when neither said anything
/// @param endpoint where Kinesis is reached instead of the region's own endpoint, or null
/// @param port the adapter's fixed port on this machine, or null for a free one
/// @param local whether the stream lives in the embedded local Kinesis
/// @param partitioning where in the stream its records go, beyond the fixed key
/// @param adapterOverrides the manifest's `adapterOverrides` as JSON, kept as it came, or null
public record KinesisTarget(
        String name,
        StreamArn arn,
        PartitionKey partitionKey,
        Auth auth,
        @Nullable Boolean discardCloudEventContext,
        @Nullable URI endpoint,
        @Nullable Integer port,
        boolean local,
        PartitioningOptions partitioning,
        @Nullable String adapterOverrides) {

    public KinesisTarget {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(arn, "arn");
        Objects.requireNonNull(partitionKey, "partitionKey");
        Objects.requireNonNull(auth, "auth");
        Objects.requireNonNull(partitioning, "partitioning");
    }

    /// A target with the default partitioning.
    public KinesisTarget(
            String name,
            StreamArn arn,
            PartitionKey partitionKey,
            Auth auth,
            @Nullable Boolean discardCloudEventContext,
            @Nullable URI endpoint,
            @Nullable Integer port,
            boolean local,
            @Nullable String adapterOverrides) {
        this(
                name,
                arn,
                partitionKey,
                auth,
                discardCloudEventContext,
                endpoint,
                port,
                local,
                PartitioningOptions.DEFAULT,
                adapterOverrides);
    }

    /// Whether records of one partition key are stored strictly in their order.
    public boolean ordered() {
        return partitioning.ordered();
    }

    /// The data alone unless the manifest says otherwise, as the target's documentation page has it.
    public PayloadMode payloadMode() {
        return Boolean.FALSE.equals(discardCloudEventContext) ? PayloadMode.FULL_EVENT : PayloadMode.DATA;
    }

    /// The same target reached at another endpoint.
    public KinesisTarget withEndpoint(@Nullable URI other) {
        return new KinesisTarget(
                name,
                arn,
                partitionKey,
                auth,
                discardCloudEventContext,
                other,
                port,
                local,
                partitioning,
                adapterOverrides);
    }

    /// The same target authenticated in another way.
    public KinesisTarget withAuth(Auth other) {
        return new KinesisTarget(
                name,
                arn,
                partitionKey,
                other,
                discardCloudEventContext,
                endpoint,
                port,
                local,
                partitioning,
                adapterOverrides);
    }

    /// The same target with other `adapterOverrides`.
    public KinesisTarget withAdapterOverrides(@Nullable String other) {
        return new KinesisTarget(
                name, arn, partitionKey, auth, discardCloudEventContext, endpoint, port, local, partitioning, other);
    }
}
