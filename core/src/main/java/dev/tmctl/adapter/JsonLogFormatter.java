package dev.tmctl.adapter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/// One JSON object per log line with upstream's keys (`severity`, `timestamp`, `logger`, `message`), a
/// `level`, and
/// the fields that the record carries as a map.
public final class JsonLogFormatter extends Formatter {
    private static final JsonFactory FACTORY = new JsonFactory();

    @Override
    public String format(LogRecord record) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("severity", severity(record.getLevel()));
            json.writeStringField("level", severity(record.getLevel()).toLowerCase(java.util.Locale.ROOT));
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
        return line.append('\n').toString();
    }

    private static String severity(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return "WARNING";
        }
        return level.intValue() >= Level.INFO.intValue() ? "INFO" : "DEBUG";
    }
}
