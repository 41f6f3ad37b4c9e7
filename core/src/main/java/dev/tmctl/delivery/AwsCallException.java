package dev.tmctl.delivery;

/// A call to AWS other than a delivery failed for good.
public final class AwsCallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Outcome.Failed failure;

    /// @param cause what the SDK threw
    public AwsCallException(RuntimeException cause) {
        super(cause.getMessage(), cause);
        this.failure = AwsFailures.of(cause);
    }

    /// The failure, as deliveries report theirs.
    public Outcome.Failed failure() {
        return failure;
    }
}
