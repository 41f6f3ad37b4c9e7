package dev.tmctl.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class JsonLogFormatterTest {
    @Test
    void showsAllOfWhatComesFromOutside() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("eventId", "1\n\u202e\u200b");
        fields.put("na\u007fme", "\u009b2J 😀 \udb40\udc41");
        LogRecord record = new LogRecord(Level.WARNING, "it says \u001b[31mred");
        record.setLoggerName("l");
        record.setInstant(Instant.EPOCH);
        record.setParameters(new Object[] {fields});
        record.setThrown(new IllegalStateException("\u0085"));
        assertThat(new JsonLogFormatter().format(record))
                .isEqualTo("{\"severity\":\"WARNING\",\"level\":\"warning\",\"timestamp\":\"1970-01-01T00:00:00Z\","
                        + "\"logger\":\"l\",\"message\":\"it says \\u001B[31mred\","
                        + "\"eventId\":\"1\\n\\u202e\\u200b\",\"na\\u007fme\":\"\\u009b2J 😀 \\udb40\\udc41\","
                        + "\"error\":\"java.lang.IllegalStateException: \\u0085\"}\n");
    }
}
