package dev.tmctl.cli.output;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.terminal.Screen;
import dev.tmctl.cli.terminal.StyledText;
import dev.tmctl.event.JsonEventReader;
import dev.tmctl.event.JsonSyntax;
import dev.tmctl.event.Utf8;
import dev.tmctl.stream.StoredRecord;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.text.Visible;
import io.cloudevents.CloudEvent;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Prints stored records, all in one shape: where the record is stored and under which key, and what it
/// holds, which is a CloudEvent or other data.
public final class RecordPrinter {
    private final Screen out;
    private final DataPrinter data;
    private final OutputFormat format;
    private final EventPrinter events;

    public RecordPrinter(ConsoleIO console, OutputFormat format) {
        this.out = console.out();
        this.data = new DataPrinter(console);
        this.format = format;
        this.events = new EventPrinter(console, format);
    }

    /// Prints a record and shows it at once.
    public void print(StoredRecord record) {
        switch (format) {
            case PRETTY -> pretty(record);
            case JSON -> data.json(json(record));
            case YAML -> data.yaml(plain(record));
            case NAME -> out.println(Visible.cell(name(record)));
            case NONE -> {
                // nothing is wanted
            }
        }
        out.flush();
    }

    private static String name(StoredRecord record) {
        return record.shardId() + "/" + record.sequenceNumber();
    }

    private static @Nullable CloudEvent event(byte[] data) {
        if (!JsonSyntax.looksLikeEvent(data)) {
            return null;
        }
        try {
            return JsonEventReader.read(data);
        } catch (InvalidInputException e) {
            return null;
        }
    }

    private void pretty(StoredRecord record) {
        out.println(new StyledText()
                .label(record.shardId())
                .plain("  " + record.sequenceNumber() + "  " + record.arrivedAt() + "  key " + record.partitionKey()));
        CloudEvent event = event(record.data());
        if (event != null) {
            events.pretty(event, "  ");
            return;
        }
        String text = Utf8.decodeOrNull(record.data());
        if (record.data().length == 0) {
            out.println("  (empty)");
        } else if (text == null || text.indexOf('\0') >= 0) {
            out.println("  (" + record.data().length + " bytes of binary data)");
        } else {
            text.lines().forEach(line -> out.println("  " + line));
        }
    }

    private static ObjectNode json(StoredRecord record) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        place(record).forEach(json::put);
        CloudEvent event = event(record.data());
        if (event == null) {
            contents(record.data()).forEach(json::put);
        } else {
            // as text: numbers keep their spelling
            json.putRawValue("event", new RawValue(EventPrinter.line(event)));
        }
        return json;
    }

    private static Map<String, Object> plain(StoredRecord record) {
        Map<String, Object> plain = new LinkedHashMap<>(place(record));
        CloudEvent event = event(record.data());
        if (event == null) {
            plain.putAll(contents(record.data()));
        } else {
            plain.put("event", EventPrinter.plain(event));
        }
        return plain;
    }

    private static Map<String, String> place(StoredRecord record) {
        Map<String, String> place = new LinkedHashMap<>();
        place.put("shardId", record.shardId());
        place.put("sequenceNumber", record.sequenceNumber());
        place.put("partitionKey", record.partitionKey());
        place.put("arrivedAt", record.arrivedAt().toString());
        return place;
    }

    private static Map<String, String> contents(byte[] data) {
        String text = Utf8.decodeOrNull(data);
        return text == null ? Map.of("data_base64", Base64.getEncoder().encodeToString(data)) : Map.of("data", text);
    }
}
