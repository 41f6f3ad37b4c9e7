package dev.tmctl.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.tmctl.json.JsonInput;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.Violation;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads the JSON event format and keeps the bytes of JSON data exactly as they stand in the input: numbers
/// keep their spelling and strings their escapes, which a tree of nodes would lose.
///
/// @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">JSON event
/// format</a>
public final class JsonEventReader {
    private static final int MAX_VIOLATIONS = 100;
    private static final int MAX_INTEGER_CHARACTERS = "-2147483648".length();

    private JsonEventReader() {}

    /// One event.
    ///
    /// @throws InvalidInputException when the bytes are not JSON or break a rule of CloudEvents
    public static CloudEvent read(byte[] json) {
        return parse(json, parser -> {
            parser.nextToken();
            return event(parser, json);
        });
    }

    /// A batch: an array of events, possibly empty. Violations carry the index: `[3].id`. After the first
    /// hundred the rest of the array is not looked at; the last violation tells how many elements that were.
    ///
    /// @param counted is called with the number of each element, from 1 on, before it is read
    /// @throws InvalidInputException as [#read]
    public static List<CloudEvent> readBatch(byte[] json, IntConsumer counted) {
        return parse(json, parser -> {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new InvalidInputException("body", "a batch is a JSON array of events");
            }
            List<CloudEvent> events = new ArrayList<>();
            List<Violation> violations = new ArrayList<>();
            int count = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (violations.size() >= MAX_VIOLATIONS) {
                    violations.add(unseen(parser, count, counted));
                    break;
                }
                counted.accept(++count);
                try {
                    events.add(event(parser, json));
                } catch (InvalidInputException e) {
                    String element = "[" + (count - 1) + "]";
                    e.violations().forEach(violation -> violations.add(violation.under(element)));
                }
            }
            if (!violations.isEmpty()) {
                throw new InvalidInputException(violations);
            }
            return events;
        });
    }

    private static Violation unseen(JsonParser parser, int seen, IntConsumer counted) throws IOException {
        int count = seen;
        do {
            counted.accept(++count);
            parser.skipChildren();
        } while (parser.nextToken() != JsonToken.END_ARRAY);
        return new Violation("body", "has " + (count - seen) + " more elements, which were not looked at");
    }

    /// What some bytes are.
    ///
    /// @param event the event, or null when they are no event
    /// @param flaw why they are not one JSON value, or null when they are
    record Parsed(@Nullable CloudEvent event, @Nullable Supplier<String> flaw) {
        boolean isJson() {
            return flaw == null;
        }
    }

    /// Tells in one pass whether bytes are an event, other JSON, or no JSON. An object with a `specversion`
    /// at its top means to be an event.
    ///
    /// @throws InvalidInputException when an event breaks a rule
    static Parsed parse(byte[] bytes) {
        int first = InputFormat.firstNonBlank(bytes);
        if (first < 0 || bytes[first] != '{' || !JsonSyntax.isUtf8(bytes)) {
            return new Parsed(null, JsonSyntax.flaw(bytes));
        }
        JsonEventFields fields = new JsonEventFields();
        try (JsonParser parser = JsonInput.parser(bytes)) {
            parser.nextToken();
            read(parser, bytes, fields);
            JsonInput.requireEnd(parser);
            return new Parsed(fields.isEvent() ? fields.toEvent() : null, null);
        } catch (JsonProcessingException e) {
            if (fields.isEvent()) {
                throw new InvalidInputException("event", JsonInput.problem(e));
            }
            return new Parsed(null, () -> JsonInput.problem(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Reading<T> {
        T read(JsonParser parser) throws IOException;
    }

    private static <T> T parse(byte[] json, Reading<T> reading) {
        if (!JsonSyntax.isUtf8(json)) {
            throw new InvalidInputException("body", "is not UTF-8");
        }
        try (JsonParser parser = JsonInput.parser(json)) {
            T value = reading.read(parser);
            JsonInput.requireEnd(parser);
            return value;
        } catch (JsonProcessingException e) {
            throw new InvalidInputException("body", JsonInput.problem(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CloudEvent event(JsonParser parser, byte[] json) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            throw new InvalidInputException("event", "an event is a JSON object");
        }
        JsonEventFields fields = new JsonEventFields();
        read(parser, json, fields);
        return fields.toEvent();
    }

    private static void read(JsonParser parser, byte[] json, JsonEventFields fields) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            // only the envelope is looked at: what the data holds twice is its owner's business
            switch (name) {
                case "data" -> fields.data = fields.once(name, fields.data, raw(parser, json));
                case "data_base64" -> fields.base64 = fields.once(name, fields.base64, text(parser, name, fields));
                case "datacontentencoding" ->
                    fields.encoding = fields.once(name, fields.encoding, text(parser, name, fields));
                default -> attribute(parser, token, name, fields);
            }
        }
    }

    private static byte[] raw(JsonParser parser, byte[] json) throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        return Arrays.copyOfRange(json, start, (int) parser.currentLocation().getByteOffset());
    }

    private static @Nullable String text(JsonParser parser, String name, JsonEventFields fields) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            parser.skipChildren();
            fields.assembler.violation(name, "MUST be a string");
            return null;
        }
        return parser.getText();
    }

    private static void attribute(JsonParser parser, JsonToken token, String name, JsonEventFields fields)
            throws IOException {
        fields.sawVersion |= name.equals("specversion");
        switch (token) {
            case VALUE_NULL -> {
                // the format lets a producer send null for an absent attribute
            }
            case VALUE_STRING -> {
                String text = parser.getText();
                if (name.equals("datacontenttype")) {
                    fields.contentType = text;
                } else if (name.equals("specversion")) {
                    fields.version = text;
                }
                fields.assembler.attribute(name, text);
            }
            case VALUE_TRUE, VALUE_FALSE -> fields.assembler.attribute(name, token == JsonToken.VALUE_TRUE);
            case VALUE_NUMBER_INT -> {
                // a number of a million digits takes a minute to convert
                if (parser.getTextLength() <= MAX_INTEGER_CHARACTERS
                        && parser.getLongValue() == (int) parser.getLongValue()) {
                    fields.assembler.attribute(name, parser.getIntValue());
                } else {
                    fields.assembler.violation(name, "is not a 32-bit integer");
                }
            }
            default -> {
                parser.skipChildren();
                fields.assembler.violation(name, "MUST be a string, an integer or a boolean");
            }
        }
    }
}
