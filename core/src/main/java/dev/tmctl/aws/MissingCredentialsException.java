package dev.tmctl.aws;

/// No credentials could be had; nothing was sent to Kinesis.
public final class MissingCredentialsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String nextStep;

    /// @param message what was tried
    /// @param nextStep what the user can do about it
    public MissingCredentialsException(String message, String nextStep) {
        super(message);
        this.nextStep = nextStep;
    }

    /// What the user can do about it.
    public String nextStep() {
        return nextStep;
    }
}
