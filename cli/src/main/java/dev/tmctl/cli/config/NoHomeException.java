package dev.tmctl.cli.config;

/// There is no folder for targets and settings. Nothing was changed.
public final class NoHomeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String nextStep;

    /// @param nextStep what the user can do
    NoHomeException(String message, String nextStep) {
        super(message);
        this.nextStep = nextStep;
    }

    /// What the user can do.
    public String nextStep() {
        return nextStep;
    }
}
