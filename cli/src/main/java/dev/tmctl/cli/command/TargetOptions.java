package dev.tmctl.cli.command;

import dev.tmctl.cli.support.SecretArguments;
import dev.tmctl.target.AuthDraft;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.PartitionRule;
import dev.tmctl.target.Quoted;
import dev.tmctl.target.TargetDraft;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options that say what a target is.
final class TargetOptions {
    private static final String LOCAL_ARN = "arn:aws:kinesis:us-east-1:000000000000:stream/";

    @Option(names = "--arn", paramLabel = "ARN", description = "The Kinesis data stream, of any AWS partition.")
    @Nullable
    String arn;

    @Option(
            names = "--partition",
            paramLabel = "KEY",
            description = "Partition key of every record, 1 to 256 characters.")
    @Nullable
    String partition;

    @Option(
            names = "--partition-from",
            paramLabel = "RULE",
            description = "Take each record's partition key from its event: " + PartitionRule.FORMS
                    + ". --partition is used where the event has no value.")
    @Nullable
    String partitionFrom;

    @Option(
            names = "--ordered",
            paramLabel = "true|false",
            arity = "0..1",
            fallbackValue = "true",
            description = "Keep strict order per partition key, one record of a key at a time (default: false).")
    @Nullable
    String ordered;

    @Option(
            names = "--discardCloudEventContext",
            paramLabel = "true|false",
            arity = "0..1",
            fallbackValue = "true",
            description = "Whether a record holds the event's data alone (default: true).")
    @Nullable
    String discardCloudEventContext;

    @Option(
            names = "--full-cloudevent",
            paramLabel = "true|false",
            arity = "0..1",
            fallbackValue = "true",
            description = "Whether a record holds the whole CloudEvent as JSON (default: false).")
    @Nullable
    String fullCloudEvent;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "Where Kinesis is reached instead of AWS' own endpoint.")
    @Nullable
    String endpoint;

    @Mixin
    AuthOptions auth = new AuthOptions();

    /// Whether anything but the ways to authenticate is given.
    boolean areGiven() {
        return arn != null
                || partition != null
                || partitionFrom != null
                || ordered != null
                || discardCloudEventContext != null
                || fullCloudEvent != null
                || endpoint != null;
    }

    /// The fields of a manifest's `spec` that these options stand in the place of.
    Set<String> givenFields() {
        Map<String, Boolean> given = Map.of(
                "arn", arn != null,
                "partition", partition != null,
                "partitionFrom", partitionFrom != null,
                "ordered", ordered != null,
                "discardCloudEventContext", discardCloudEventContext != null || fullCloudEvent != null,
                "auth", !auth.isEmpty());
        return given.keySet().stream().filter(given::get).collect(Collectors.toSet());
    }

    /// The draft of these options.
    ///
    /// @param base what a manifest says, or null; options win over it
    /// @param name the target's name
    TargetDraft draft(
            @Nullable TargetDraft base, String name, @Nullable Integer port, boolean local, SecretArguments secrets)
            throws IOException {
        AuthDraft given = auth.draft(secrets);
        boolean isLocal = local || (base != null && base.local() && endpoint == null);
        String stream = (arn != null || base == null) ? arn : base.arn();
        Boolean discard = flag("discardCloudEventContext", discardCloudEventContext);
        Boolean full = flag("full-cloudevent", fullCloudEvent);
        Boolean strict = flag("ordered", ordered);
        boolean saysPayload = discard != null || full != null;
        return new TargetDraft(
                name,
                (stream == null && isLocal) ? LOCAL_ARN + name : stream,
                partition != null || base == null ? partition : base.partition(),
                !auth.isEmpty() || base == null ? given : base.auth(),
                saysPayload || base == null ? discard : base.discardCloudEventContext(),
                full,
                endpoint != null || base == null ? endpoint : base.endpoint(),
                port != null || base == null ? port : base.port(),
                isLocal,
                partitionFrom != null || base == null ? partitionFrom : base.partitionFrom(),
                strict != null || base == null ? strict : base.ordered(),
                base == null ? null : base.adapterOverrides());
    }

    private static @Nullable Boolean flag(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        return switch (text) {
            case "true", "True", "TRUE" -> Boolean.TRUE;
            case "false", "False", "FALSE" -> Boolean.FALSE;
            default -> throw new InvalidInputException(name, Quoted.of(text) + " is not true or false");
        };
    }
}
