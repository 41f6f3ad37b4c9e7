package dev.tmctl.cli.support;

import org.jspecify.annotations.Nullable;

/// A failure with its exit code, its cause in one line, and what the user can do next.
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final @Nullable String nextStep;
    private final boolean needsHelp;

    /// @param nextStep a command or an advice, or null
    public CommandException(ExitCode exitCode, String message, @Nullable String nextStep) {
        this(exitCode, message, nextStep, false);
    }

    private CommandException(ExitCode exitCode, String message, @Nullable String nextStep, boolean needsHelp) {
        super(message);
        this.exitCode = exitCode;
        this.nextStep = nextStep;
        this.needsHelp = needsHelp;
    }

    /// The command cannot do anything with what it was given: its help is shown before the message.
    ///
    /// @param advice what the user can do
    public static CommandException withHelp(String message, String advice) {
        return new CommandException(ExitCode.USAGE, message, advice, true);
    }

    /// Whether the help of the command is shown too.
    public boolean needsHelp() {
        return needsHelp;
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
