package dev.tmctl.target;

import org.jspecify.annotations.Nullable;

/// A target as somebody wrote it, in flags, a manifest or an environment: nothing is checked yet, null is
/// "not given".
///
/// @param name the target's name
/// @param arn the stream's ARN
/// @param partition the fixed partition key
/// @param auth everything said about authentication
/// @param discardCloudEventContext the field of the same name
/// @param fullCloudEvent the toggle with the opposite meaning
/// @param endpoint a URL
/// @param port a port number
/// @param local whether the embedded local Kinesis is meant
/// @param partitionFrom a [PartitionRule] as text
/// @param ordered whether strict order per partition key is wanted
/// @param adapterOverrides JSON, passed through
public record TargetDraft(
        @Nullable String name,
        @Nullable String arn,
        @Nullable String partition,
        AuthDraft auth,
        @Nullable Boolean discardCloudEventContext,
        @Nullable Boolean fullCloudEvent,
        @Nullable String endpoint,
        @Nullable Integer port,
        boolean local,
        @Nullable String partitionFrom,
        @Nullable Boolean ordered,
        @Nullable String adapterOverrides) {

    /// A draft that says nothing about partitioning.
    public TargetDraft(
            @Nullable String name,
            @Nullable String arn,
            @Nullable String partition,
            AuthDraft auth,
            @Nullable Boolean discardCloudEventContext,
            @Nullable Boolean fullCloudEvent,
            @Nullable String endpoint,
            @Nullable Integer port,
            boolean local,
            @Nullable String adapterOverrides) {
        this(
                name,
                arn,
                partition,
                auth,
                discardCloudEventContext,
                fullCloudEvent,
                endpoint,
                port,
                local,
                null,
                null,
                adapterOverrides);
    }

    /// The target, if every rule holds.
    ///
    /// @throws InvalidInputException with every broken rule at once
    public KinesisTarget validate() {
        return new TargetRules(this).validate();
    }
}
