package dev.tmctl.adapter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tmctl.text.Visible;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/// One JSON object per log line with upstream's keys (`severity`, `timestamp`, `logger`, `message`), a
/// `level`, and the fields that the record carries as a map. Whatever the texts hold, a reader of the log
/// sees all of it.
public final class JsonLogFormatter extends Formatter {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Level FATAL = new Fatal();

    /// The line that ends a process, which no level silences. zap calls it fatal, Cloud Logging EMERGENCY.
    ///
    /// @param message why it cannot go on, in one line
    public static String fatal(String message) {
        LogRecord record = new LogRecord(FATAL, message.replaceAll("\\s*\\R\\s*", " "));
        record.setLoggerName(LoggingConfig.COMPONENT);
        return new JsonLogFormatter().format(record).stripTrailing();
    }

    @Override
    public String format(LogRecord record) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("severity", severity(record.getLevel()));
            json.writeStringField("level", level(record.getLevel()));
            json.writeStringField("timestamp", record.getInstant().toString());
            json.writeStringField("logger", record.getLoggerName());
            json.writeStringField("message", formatMessage(record));
            if (record.getParameters() != null) {
                for (Object parameter : record.getParameters()) {
                    if (parameter instanceof Map<?, ?> fields) {
                        for (Map.Entry<?, ?> field : fields.entrySet()) {
                            json.writeObjectField(field.getKey().toString(), field.getValue());
                        }
                    }
                }
            }
            if (record.getThrown() != null) {
                json.writeStringField("error", record.getThrown().toString());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Visible.json(line.toString()) + '\n';
    }

    private static String level(Level level) {
        return level == FATAL ? "fatal" : severity(level).toLowerCase(Locale.ROOT);
    }

    private static String severity(Level level) {
        if (level == FATAL) {
            return "EMERGENCY";
        }
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return "WARNING";
        }
        return level.intValue() >= Level.INFO.intValue() ? "INFO" : "DEBUG";
    }

    private static final class Fatal extends Level {
        private static final long serialVersionUID = 1L;

        Fatal() {
            super("FATAL", SEVERE.intValue() + 1);
        }
    }
}
