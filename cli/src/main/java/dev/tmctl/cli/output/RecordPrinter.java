package dev.tmctl.cli.output;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tmctl.event.JsonEventReader;
import dev.tmctl.event.JsonSyntax;
import dev.tmctl.event.Utf8;
import dev.tmctl.json.JsonTrees;
import dev.tmctl.manifest.YamlDocuments;
import dev.tmctl.stream.StoredRecord;
import dev.tmctl.target.InvalidInputException;
import io.cloudevents.CloudEvent;
import java.io.PrintWriter;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Prints stored records: as the CloudEvent that they hold, else as data with the record's metadata.
public final class RecordPrinter {
    private final PrintWriter out;
    private final OutputFormat format;
    private final Palette palette;
    private final EventPrinter events;

    public RecordPrinter(PrintWriter out, OutputFormat format, Palette palette) {
        this.out = out;
        this.format = format;
        this.palette = palette;
        this.events = new EventPrinter(out, format, palette);
    }

    /// Prints a record.
    public void print(StoredRecord record) {
        CloudEvent event = event(record.data());
        if (event != null) {
            events.print(event, name(record));
            return;
        }
        switch (format) {
            case PRETTY -> pretty(record);
            case JSON -> out.println(json(record));
            case YAML ->
                out.print("---\n" + YamlDocuments.format(JsonTrees.mapper().convertValue(json(record), Object.class)));
            case NAME -> out.println(name(record));
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
        out.println(palette.label(record.shardId()) + "  " + record.sequenceNumber() + "  " + record.arrivedAt()
                + "  key " + EventPrinter.printable(record.partitionKey()));
        String text = Utf8.decodeOrNull(record.data());
        if (record.data().length == 0) {
            out.println("  (empty)");
        } else if (text == null || text.indexOf('\0') >= 0) {
            out.println("  (" + record.data().length + " bytes of binary data)");
        } else {
            text.lines().forEach(line -> out.println("  " + EventPrinter.printable(line)));
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
