package dev.tmctl.delivery;

/// Why a record failed, as far as it decides what to do next.
public enum FailureKind {
    /// The event itself can never be stored: malformed, or its data is not what it says.
    INVALID_EVENT(false),
    /// The record is over the stream's limit.
    TOO_LARGE(false),
    /// AWS has no room right now: a shard's or a key's rate is exceeded.
    THROTTLED(true),
    /// Credentials are missing, expired or refused.
    CREDENTIALS(false),
    /// AWS refuses for a reason that the operator must mend: no such stream, a disabled key, a missing
    /// permission.
    REFUSED(false),
    /// Nobody answered, or the answer was not Kinesis'.
    UNREACHABLE(true),
    /// Somebody answered whose certificate is not trusted: the operator must mend the endpoint or the trust.
    UNTRUSTED(false),
    /// AWS failed inside.
    SERVICE(true),
    /// This program or machine failed: it has no memory, files or threads left, or has a fault.
    LOCAL(true),
    /// Nothing was wrong: the run ended before the event was sent.
    CANCELLED(true);

    private final boolean retryable;

    FailureKind(boolean retryable) {
        this.retryable = retryable;
    }

    /// Whether sending the same record again can succeed without anybody mending anything.
    public boolean retryable() {
        return retryable;
    }
}
