package dev.tmctl.cli.support;

import java.util.logging.LogManager;

/// A log manager that keeps its handlers to the end: the JDK's own takes them away at the start of the
/// shutdown, and
/// with them what a draining server has to say.
public final class PatientLogManager extends LogManager {
    @Override
    public void reset() {
        // see above
    }
}
