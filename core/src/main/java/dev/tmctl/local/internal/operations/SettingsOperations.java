package dev.tmctl.local.internal.operations;

import dev.tmctl.local.internal.model.KinesisException;
import dev.tmctl.local.internal.model.StreamMode;
import java.io.IOException;
import java.util.Objects;

/// What can be changed about a stream but for its shards: retention, record size, mode.
final class SettingsOperations {

    /// <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DecreaseStreamRetentionPeriod.html>
    private static final int RETENTION_MIN = 24;

    /// <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_IncreaseStreamRetentionPeriod.html>
    private static final int RETENTION_MAX = 8760;

    private final OperationContext context;

    SettingsOperations(OperationContext context) {
        this.context = context;
    }

    Answer increaseRetention(Call call) throws IOException {
        return changeRetention(call, true);
    }

    Answer decreaseRetention(Call call) throws IOException {
        return changeRetention(call, false);
    }

    private Answer changeRetention(Call call, boolean increase) throws IOException {
        Fields fields = call.fields();
        StreamReference reference = StreamReference.of(fields);
        Integer given = fields.integer("RetentionPeriodHours");
        reference
                .validate(new Violations())
                .required("retentionPeriodHours", given)
                .check();
        int hours = Objects.requireNonNull(given);
        context.storage(reference).update(stream -> {
            if (hours < RETENTION_MIN) {
                throw KinesisException.invalidArgument("Minimum allowed retention period is " + RETENTION_MIN
                        + " hours. Requested retention period (" + hours + " hours) is too short.");
            }
            if (hours > RETENTION_MAX) {
                throw KinesisException.invalidArgument("Maximum allowed retention period is " + RETENTION_MAX
                        + " hours. Requested retention period (" + hours + " hours) is too long.");
            }
            int existing = stream.retentionHours();
            if (increase ? hours < existing : hours > existing) {
                throw KinesisException.invalidArgument("Requested retention period (" + hours + " hours) for stream "
                        + stream.name() + " can not be " + (increase ? "shorter" : "longer")
                        + " than existing retention period (" + existing + " hours). Use "
                        + (increase ? "Decrease" : "Increase") + "RetentionPeriod API.");
            }
            return stream.withRetentionHours(hours);
        });
        return Answer.EMPTY;
    }

    Answer updateMaxRecordSize(Call call) throws IOException {
        Fields fields = call.fields();
        StreamReference reference = StreamReference.of(fields);
        Integer given = fields.integer("MaxRecordSizeInKiB");
        reference
                .validate(new Violations())
                .required("maxRecordSizeInKiB", given)
                .range("maxRecordSizeInKiB", given, Constraints.RECORD_KIB_MIN, Constraints.RECORD_KIB_MAX)
                .check();
        int kiB = Objects.requireNonNull(given);
        context.storage(reference).update(stream -> stream.withMaxRecordSizeKiB(kiB));
        return Answer.EMPTY;
    }

    Answer updateStreamMode(Call call) throws IOException {
        Fields fields = call.fields();
        StreamReference reference = StreamReference.of(fields);
        Fields details = fields.structure("StreamModeDetails");
        Violations violations = reference
                .validate(new Violations())
                .required("streamARN", reference.arn())
                .required("streamModeDetails", details);
        StreamMode mode = StreamModes.parse(details, violations);
        violations.check();
        context.storage(reference).update(stream -> stream.withMode(mode));
        return Answer.EMPTY;
    }
}
