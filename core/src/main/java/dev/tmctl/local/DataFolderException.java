package dev.tmctl.local;

import java.io.IOException;

/// A folder cannot be used as the data folder of a local Kinesis: it holds something else, or what it
/// holds does not belong together. Nothing in it was changed.
public final class DataFolderException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String nextStep;

    /// @param message what is wrong, in one line
    /// @param nextStep a command or an advice
    public DataFolderException(String message, String nextStep) {
        super(message);
        this.nextStep = nextStep;
    }

    /// A command or an advice.
    public String nextStep() {
        return nextStep;
    }
}
