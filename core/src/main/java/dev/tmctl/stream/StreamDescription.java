package dev.tmctl.stream;

import dev.tmctl.aws.AwsClients;
import dev.tmctl.delivery.AwsFailures;
import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.Outcome;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;

/// What the service says of a stream, as far as the credentials may ask.
///
/// @param status for example `ACTIVE`; null when it is not known
/// @param openShards the number of open shards; null when it is not known
/// @param mode `PROVISIONED` or `ON_DEMAND`; null when it is not known
/// @param retentionHours how long records are kept; null when it is not known
/// @param problem why it is not known, or null
/// @param answered whether Kinesis knows the stream and these credentials, even where they may not ask for more
public record StreamDescription(
        @Nullable String status,
        @Nullable Integer openShards,
        @Nullable String mode,
        @Nullable Integer retentionHours,
        @Nullable String problem,
        boolean answered) {
    /// Nothing is known.
    ///
    /// @param problem why
    /// @param answered whether Kinesis was asked and answered
    public static StreamDescription unknown(String problem, boolean answered) {
        return new StreamDescription(null, null, null, null, problem, answered);
    }

    /// Asks; a refusal is an answer too, for writing needs no permission to describe.
    public static StreamDescription ask(AwsClients clients) {
        try {
            StreamDescriptionSummary summary = clients.describeStream();
            return new StreamDescription(
                    summary.streamStatusAsString(),
                    summary.openShardCount(),
                    summary.streamModeDetails() == null
                            ? "PROVISIONED"
                            : summary.streamModeDetails().streamModeAsString(),
                    summary.retentionPeriodHours(),
                    null,
                    true);
        } catch (RuntimeException e) {
            Outcome.Failed failure = AwsFailures.of(e);
            boolean denied = failure.code().contains("AccessDenied");
            String problem = denied
                    ? "not allowed to ask (kinesis:DescribeStreamSummary)"
                    : failure.code() + ": " + failure.message();
            // few may ask at a time, which says nothing against the stream
            return unknown(problem, denied || failure.kind() == FailureKind.THROTTLED);
        }
    }
}
