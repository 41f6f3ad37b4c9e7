package dev.tmctl.cli.support;

import org.jspecify.annotations.Nullable;

/// A failure with its exit code, its cause in one line, and what the user can do next.
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final @Nullable String nextStep;

    /// @param nextStep a command or an advice, or null
    public CommandException(ExitCode exitCode, String message, @Nullable String nextStep) {
        super(message);
        this.exitCode = exitCode;
        this.nextStep = nextStep;
    }

    /// The exit code.
    public ExitCode exitCode() {
        return exitCode;
    }

    /// A command or an advice, or null.
    public @Nullable String nextStep() {
        return nextStep;
    }
}
