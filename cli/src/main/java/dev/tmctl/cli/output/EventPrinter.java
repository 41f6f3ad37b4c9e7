package dev.tmctl.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.terminal.Columns;
import dev.tmctl.cli.terminal.Screen;
import dev.tmctl.cli.terminal.StyledText;
import dev.tmctl.event.AttributeText;
import dev.tmctl.event.JsonEventWriter;
import dev.tmctl.event.MediaType;
import dev.tmctl.event.Utf8;
import dev.tmctl.json.FlatObject;
import dev.tmctl.json.JsonText;
import dev.tmctl.json.JsonTrees;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.text.Visible;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Prints CloudEvents: readable, as one line of JSON, as YAML, or by name.
public final class EventPrinter {
    private final Screen out;
    private final DataPrinter data;
    private final OutputFormat format;

    public EventPrinter(ConsoleIO console, OutputFormat format) {
        this.out = console.out();
        this.data = new DataPrinter(console);
        this.format = format;
    }

    /// Prints an event and shows it at once.
    ///
    /// @param name what the `name` format prints
    public void print(CloudEvent event, String name) {
        add(event, name);
        out.flush();
    }

    /// Prints an event that may be shown later, with others.
    ///
    /// @param name what the `name` format prints
    public void add(CloudEvent event, String name) {
        switch (format) {
            case PRETTY -> pretty(event, "");
            case JSON -> data.addJson(line(event));
            case YAML -> data.addYaml(plain(event));
            case NAME -> out.println(Visible.cell(name));
            case NONE -> {
                // nothing is wanted
            }
        }
    }

    /// The event in the JSON format on one line, whatever its data.
    static String line(CloudEvent event) {
        byte[] json;
        try {
            json = JsonEventWriter.write(event);
        } catch (InvalidInputException e) {
            // data that is not the JSON it says it is: shown as the bytes that it is
            json = JsonEventWriter.writeOnOneLine(event);
        }
        try {
            return JsonText.compact(json);
        } catch (StreamConstraintsException e) {
            // data of 10,000 levels is one level deeper here: it has no line ends, but perhaps blanks
            return new String(JsonEventWriter.writeOnOneLine(event), StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the writer writes JSON", e);
        }
    }

    /// The same as maps, lists, texts, numbers, flags and null. JSON that is too deep for YAML, or has a
    /// number too long for it, is one text.
    static Object plain(CloudEvent event) {
        String json = line(event);
        ObjectReader reader = JsonTrees.mapper().readerFor(Object.class);
        try {
            try {
                // numbers keep their zeros: 2.50 stays 2.50
                return reader.with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                        .readValue(json);
            } catch (NumberFormatException e) {
                // one has an exponent that no decimal number takes
                return reader.readValue(json);
            }
        } catch (StreamConstraintsException e) {
            return json;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the writer writes JSON", e);
        }
    }

    /// Prints an event for people, one attribute a line.
    ///
    /// @param indent stands before each line
    void pretty(CloudEvent event, String indent) {
        Map<String, String> rows = new LinkedHashMap<>();
        List<String> order =
                new ArrayList<>(List.of("source", "id", "time", "subject", "dataschema", "datacontenttype"));
        for (String name : order) {
            String value = event.getAttributeNames().contains(name) ? AttributeText.of(event, name) : null;
            if (value != null) {
                rows.put(name, value);
            }
        }
        event.getExtensionNames().stream()
                .sorted()
                .forEach(name -> rows.put(name, AttributeText.of(event.getExtension(name))));
        byte[] bytes = event.getData() == null ? new byte[0] : event.getData().toBytes();
        List<String> block = data(event, bytes, rows);
        out.println(StyledText.of(indent).label(event.getType()));
        int width = rows.keySet().stream().mapToInt(Columns::of).max().orElse(0);
        rows.forEach(
                (name, value) -> out.println(indent + "  " + Columns.padded(name, width) + "  " + Visible.line(value)));
        block.forEach(line -> out.println(indent + "  " + line));
    }

    /// Flat JSON objects become rows; everything else a block of lines.
    private static List<String> data(CloudEvent event, byte[] data, Map<String, String> rows) {
        if (data.length == 0) {
            return List.of();
        }
        String text = Utf8.decodeOrNull(data);
        if (text == null) {
            return List.of("", "(" + data.length + " bytes of binary data)");
        }
        if (MediaType.isJson(event.getDataContentType())) {
            try {
                FlatObject flat = FlatObject.read(data);
                if (flat != null) {
                    rows.remove("datacontenttype");
                    flat.fields().forEach((name, value) -> rows.put(name, String.valueOf(value)));
                    return List.of();
                }
                return block(JsonText.indented(data));
            } catch (JsonProcessingException e) {
                return block(text);
            } catch (IOException e) {
                throw new IllegalStateException("bytes in memory are read", e);
            }
        }
        return block(text);
    }

    private static List<String> block(String text) {
        List<String> lines = new ArrayList<>(List.of(""));
        text.lines().forEach(lines::add);
        return lines;
    }
}
