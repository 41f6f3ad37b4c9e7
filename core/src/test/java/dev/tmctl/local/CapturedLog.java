package dev.tmctl.local;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// What a class logs about one folder while a test runs; other tests may run beside it.
public final class CapturedLog extends Handler implements AutoCloseable {

    private final Logger logger;
    private final String about;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    /// @param about what a line must contain to be kept
    public CapturedLog(Class<?> source, String about) {
        this.about = about;
        this.logger = Logger.getLogger(source.getName());
        setFormatter(new SimpleFormatter());
        logger.addHandler(this);
    }

    /// The lines, each with its level.
    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void publish(LogRecord entry) {
        String line = entry.getLevel() + " " + getFormatter().formatMessage(entry);
        if (entry.getLevel().intValue() >= Level.INFO.intValue() && line.contains(about)) {
            lines.add(line.replace(about, "DIR"));
        }
    }

    @Override
    public void flush() {
        // nothing is kept back
    }

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
