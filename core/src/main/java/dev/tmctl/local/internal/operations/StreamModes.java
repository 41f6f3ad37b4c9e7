package dev.tmctl.local.internal.operations;

import dev.tmctl.local.internal.model.KinesisException;
import dev.tmctl.local.internal.model.KinesisStream;
import dev.tmctl.local.internal.model.StreamMode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads the stream mode and guards the operations that need a provisioned stream.
final class StreamModes {

    private StreamModes() {}

    /// PROVISIONED when it is not given, or when it is invalid, which is then among the violations.
    static StreamMode parse(@Nullable Fields details, Violations violations) {
        if (details == null) {
            return StreamMode.PROVISIONED;
        }
        String mode = details.string("StreamMode");
        violations
                .required("streamModeDetails.streamMode", mode)
                .oneOf("streamModeDetails.streamMode", mode, StreamMode.class);
        return Arrays.stream(StreamMode.values())
                .filter(value -> value.name().equals(mode))
                .findFirst()
                .orElse(StreamMode.PROVISIONED);
    }

    static void requireProvisioned(KinesisStream stream, String operation) {
        if (stream.mode() == StreamMode.ON_DEMAND) {
            throw KinesisException.validation(
                    operation + " is only supported for streams in PROVISIONED mode, and stream " + stream.name()
                            + " is in ON_DEMAND mode.");
        }
    }
}
