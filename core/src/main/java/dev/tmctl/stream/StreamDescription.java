package dev.tmctl.stream;

import dev.tmctl.aws.AwsAccess;
import dev.tmctl.delivery.AwsFailures;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.target.StreamArn;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;

/// What the service says of a stream, as far as the credentials may ask.
///
/// @param status for example `ACTIVE`; null when it is not known
/// @param openShards the number of open shards; null when it is not known
/// @param mode `PROVISIONED` or `ON_DEMAND`; null when it is not known
/// @param retentionHours how long records are kept; null when it is not known
/// @param problem why it is not known, or null
public record StreamDescription(
        @Nullable String status,
        @Nullable Integer openShards,
        @Nullable String mode,
        @Nullable Integer retentionHours,
        @Nullable String problem) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// Asks; a refusal is an answer too, for writing needs no permission to describe.
    public static StreamDescription ask(AwsAccess access) {
        StreamArn arn = access.target().arn();
        KinesisClient client = access.readClient();
        try {
            StreamDescriptionSummary summary = client.describeStreamSummary(r -> r.streamName(arn.streamName())
                            .streamARN(arn.toString())
                            .overrideConfiguration(c -> c.apiCallTimeout(PATIENCE)))
                    .streamDescriptionSummary();
            return new StreamDescription(
                    summary.streamStatusAsString(),
                    summary.openShardCount(),
                    summary.streamModeDetails() == null
                            ? "PROVISIONED"
                            : summary.streamModeDetails().streamModeAsString(),
                    summary.retentionPeriodHours(),
                    null);
        } catch (RuntimeException e) {
            Outcome.Failed failure = AwsFailures.of(e);
            String problem = failure.code().contains("AccessDenied")
                    ? "not allowed to ask (kinesis:DescribeStreamSummary)"
                    : failure.code() + ": " + failure.message();
            return new StreamDescription(null, null, null, null, problem);
        }
    }
}
