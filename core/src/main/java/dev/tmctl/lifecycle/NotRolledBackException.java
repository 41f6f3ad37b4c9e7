package dev.tmctl.lifecycle;

import dev.tmctl.files.FileProblem;
import java.io.IOException;
import java.util.Objects;

/// A change of a target failed, and what it had begun could not be undone.
public final class NotRolledBackException extends IOException {
    private static final long serialVersionUID = 1L;

    /// @param failure why the change failed
    /// @param obstacle why not all is as before
    NotRolledBackException(Throwable failure, Exception obstacle) {
        super(inWords(failure) + "; what was begun could not be undone: " + inWords(obstacle), failure);
        addSuppressed(obstacle);
    }

    private static String inWords(Throwable problem) {
        return problem instanceof IOException e
                ? FileProblem.inWords(e)
                : Objects.toString(problem.getMessage(), problem.toString());
    }
}
