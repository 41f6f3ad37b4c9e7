package dev.tmctl.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// A command line that picocli takes and that cannot be meant so. The message is for users.
public final class UsageException extends ParameterException {
    private static final long serialVersionUID = 1L;

    public UsageException(CommandLine command, String message) {
        super(command, message);
    }
}
