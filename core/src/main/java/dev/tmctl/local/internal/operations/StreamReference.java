package dev.tmctl.local.internal.operations;

import dev.tmctl.local.internal.model.KinesisException;
import dev.tmctl.local.internal.model.StreamArn;
import org.jspecify.annotations.Nullable;

/// The stream that a call is about: by name, by ARN, or by both if they agree.
record StreamReference(
        @Nullable String name,
        @Nullable String arn,
        @Nullable String id) {

    static StreamReference of(Fields fields) {
        return new StreamReference(fields.string("StreamName"), fields.string("StreamARN"), fields.string("StreamId"));
    }

    Violations validate(Violations violations) {
        return violations
                .length("streamName", name, 1, Constraints.NAME_MAX)
                .pattern("streamName", name, Constraints.NAME)
                .length("streamARN", arn, 1, Constraints.ARN_MAX)
                .pattern("streamARN", arn, Constraints.STREAM_ARN)
                .length("streamId", id, 1, 24)
                .pattern("streamId", id, Constraints.STREAM_ID);
    }

    boolean isGiven() {
        return name != null || arn != null;
    }

    /// @throws KinesisException when there is no name, or two
    String streamName() {
        if (arn == null) {
            if (name == null) {
                throw KinesisException.invalidArgument("Either StreamName or StreamARN must be specified.");
            }
            return name;
        }
        String named = StreamArn.streamName(arn)
                .orElseThrow(
                        () -> KinesisException.invalidArgument("StreamARN " + arn + " is not the ARN of a stream."));
        if (name != null && !name.equals(named)) {
            throw KinesisException.invalidArgument(
                    "StreamARN " + arn + " and StreamName " + name + " do not refer to the same stream.");
        }
        return named;
    }
}
