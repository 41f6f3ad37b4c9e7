package dev.tmctl.delivery;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What became of one event.
public sealed interface Outcome {

    /// Kinesis acknowledged the record.
    ///
    /// @param shardId the shard it went to
    /// @param sequenceNumber its sequence number there
    /// @param encryptionType `NONE` or `KMS`; `NONE` where AWS names none
    record Delivered(String shardId, String sequenceNumber, String encryptionType) implements Outcome {
        public Delivered {
            Objects.requireNonNull(shardId, "shardId");
            Objects.requireNonNull(sequenceNumber, "sequenceNumber");
            Objects.requireNonNull(encryptionType, "encryptionType");
        }
    }

    /// The record was not acknowledged. After a lost answer it may be stored all the same.
    ///
    /// @param kind decides exit code, HTTP status and whether another try can help
    /// @param code AWS's error code, or one of ours where nothing was sent
    /// @param message the cause in one line
    /// @param requestId AWS's request id, or null when there was none
    /// @param attempts how often it was sent
    record Failed(
            FailureKind kind,
            String code,
            String message,
            @Nullable String requestId,
            int attempts) implements Outcome {
        public Failed {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(message, "message");
        }

        /// The run ended before the event was sent.
        public static Failed cancelled(String reason) {
            return new Failed(FailureKind.CANCELLED, "Cancelled", reason, null, 0);
        }
    }
}
