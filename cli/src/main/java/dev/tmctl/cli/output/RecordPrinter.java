package dev.tmctl.cli.output;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tmctl.cli.support.Streams;
import dev.tmctl.cli.terminal.Screen;
import dev.tmctl.cli.terminal.StyledText;
import dev.tmctl.event.JsonEventReader;
import dev.tmctl.event.JsonSyntax;
import dev.tmctl.event.Utf8;
import dev.tmctl.json.JsonTrees;
import dev.tmctl.stream.StoredRecord;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.text.Visible;
import io.cloudevents.CloudEvent;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Prints stored records: as the CloudEvent that they hold, else as data with the record's metadata.
public final class RecordPrinter {
    private final Screen out;
    private final DataPrinter data;
    private final OutputFormat format;
    private final EventPrinter events;

    public RecordPrinter(Streams streams, OutputFormat format) {
        this.out = streams.out();
        this.data = new DataPrinter(streams);
        this.format = format;
        this.events = new EventPrinter(streams, format);
    }

    /// Prints a record and shows it at once.
    public void print(StoredRecord record) {
        CloudEvent event = event(record.data());
        if (event != null) {
            events.print(event, name(record));
            return;
        }
        switch (format) {
            case PRETTY -> pretty(record);
            case JSON -> data.json(json(record));
            case YAML -> data.yaml(JsonTrees.mapper().convertValue(json(record), Object.class));
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
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("shardId", record.shardId())
                .put("sequenceNumber", record.sequenceNumber())
                .put("partitionKey", record.partitionKey())
                .put("arrivedAt", record.arrivedAt().toString());
        String text = Utf8.decodeOrNull(record.data());
        return text == null
                ? json.put("data_base64", Base64.getEncoder().encodeToString(record.data()))
                : json.put("data", text);
    }
}
