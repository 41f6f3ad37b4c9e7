package dev.tmctl.cli.support;

import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;

/// A log manager for a command line tool. Libraries log through java.util.logging and only the servers want to hear
/// them, so it begins in silence, and without the JDK's configuration file, whose reading would open every jar of the
/// class path. It keeps its handlers to the end: the JDK's own takes them away at the start of the shutdown, and with
/// them what a draining server has to say.
public final class QuietLogManager extends LogManager {
    @Override
    public void readConfiguration() {
        // see above
    }

    @Override
    public @Nullable String getProperty(String name) {
        return name.equals(".level") ? "OFF" : null;
    }

    @Override
    public void reset() {
        // see above
    }
}
