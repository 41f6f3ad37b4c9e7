package dev.tmctl.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.Violation;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Reads the JSON event format and keeps the bytes of JSON data exactly as they stand in the input: numbers
/// keep
/// their spelling and strings their escapes, which a tree of nodes would lose.
///
/// @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">JSON event
/// format</a>
public final class JsonEventReader {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(64 * 1024 * 1024)
                    .maxNestingDepth(500)
                    .build())
            .build();

    private static final int MAX_VIOLATIONS = 100;

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

    /// A batch: an array of events, possibly empty. Violations carry the index: `[3].id`. After the first hundred the
    /// rest of the array is not looked at; the last violation tells how many elements that were.
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
    /// @param isJson whether they are one JSON value
    record Parsed(@Nullable CloudEvent event, boolean isJson) {}

    /// Tells in one pass whether bytes are an event, other JSON, or no JSON. An object with a `specversion` at its top
    /// means to be an event.
    ///
    /// @throws InvalidInputException when an event breaks a rule
    static Parsed parse(byte[] bytes) {
        int first = StreamShape.firstNonBlank(bytes);
        if (first < 0 || bytes[first] != '{' || !isUtf8(bytes)) {
            return new Parsed(null, isJson(bytes));
        }
        EventFields fields = new EventFields();
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            parser.nextToken();
            read(parser, bytes, fields);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "something follows the JSON value");
            }
            return new Parsed(fields.isEvent() ? fields.toEvent() : null, true);
        } catch (JsonProcessingException e) {
            if (fields.isEvent()) {
                throw new InvalidInputException("body", "is not JSON: " + describe(e));
            }
            return new Parsed(null, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether the bytes are exactly one JSON value. With a byte order mark they are not: inside an event it would
    /// stand
    /// where none may (RFC 8259, section 8.1).
    public static boolean isJson(byte[] bytes) {
        if (!isUtf8(bytes) || Utf8.hasByteOrderMark(bytes)) {
            return false;
        }
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            parser.finishToken();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether the bytes are a JSON object with a `specversion` at its top: something that means to be a
    /// CloudEvent.
    public static boolean looksLikeEvent(byte[] bytes) {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (parser.currentName().equals("specversion")) {
                    return true;
                }
                parser.nextToken();
                parser.skipChildren();
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private interface Reading<T> {
        T read(JsonParser parser) throws IOException;
    }

    private static <T> T parse(byte[] json, Reading<T> reading) {
        if (!isUtf8(json)) {
            throw new InvalidInputException("body", "is not UTF-8");
        }
        try (JsonParser parser = FACTORY.createParser(json)) {
            T value = reading.read(parser);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "something follows the JSON value");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new InvalidInputException("body", "is not JSON: " + describe(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The parser would take a NUL among the first bytes for UTF-16 or UTF-32, where byte offsets are lost.
    private static boolean isUtf8(byte[] bytes) {
        for (int i = 0; i < Math.min(4, bytes.length); i++) {
            if (bytes[i] == 0) {
                return false;
            }
        }
        return Utf8.isValid(bytes);
    }

    private static String describe(JsonProcessingException e) {
        String where = e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
        String cause = e.getOriginalMessage()
                .lines()
                .findFirst()
                .orElse("")
                .replaceAll("\\s*\\(?(start marker )?at \\[Source.*", "");
        return cause + where;
    }

    private static CloudEvent event(JsonParser parser, byte[] json) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            throw new InvalidInputException("event", "an event is a JSON object");
        }
        EventFields fields = new EventFields();
        read(parser, json, fields);
        return fields.toEvent();
    }

    private static void read(JsonParser parser, byte[] json, EventFields fields) throws IOException {
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

    private static @Nullable String text(JsonParser parser, String name, EventFields fields) throws IOException {
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

    private static void attribute(JsonParser parser, JsonToken token, String name, EventFields fields)
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
                try {
                    fields.assembler.attribute(name, parser.getIntValue());
                } catch (JsonProcessingException e) {
                    fields.assembler.violation(name, "is not a 32-bit integer");
                }
            }
            default -> {
                parser.skipChildren();
                fields.assembler.violation(name, "MUST be a string, an integer or a boolean");
            }
        }
    }

    /// What one object held, before it is known which of its members decide how `data` is read.
    private static final class EventFields {
        private final EventAssembler assembler = new EventAssembler();
        private byte @Nullable [] data;
        private @Nullable String base64;
        private @Nullable String encoding;
        private @Nullable String contentType;
        private @Nullable String version;
        private boolean sawVersion;

        <T> @Nullable T once(String name, @Nullable T before, @Nullable T value) {
            if (before != null) {
                assembler.violation(name, "is given twice");
            }
            return value;
        }

        boolean isEvent() {
            return sawVersion;
        }

        CloudEvent toEvent() throws IOException {
            if (data != null && base64 != null) {
                assembler.violation("data_base64", "MUST NOT be there together with data");
            }
            boolean old = "0.3".equals(version);
            if (encoding != null && !old) {
                assembler.attribute("datacontentencoding", encoding);
            } else if (encoding != null && data != null && encoding.equalsIgnoreCase("base64")) {
                base64 = string(data);
                if (base64 == null) {
                    assembler.violation("data", "MUST be a Base64 string when datacontentencoding is base64");
                }
                return assembler.data(decoded("data")).build();
            }
            return assembler
                    .data(base64 != null ? decoded("data_base64") : plain())
                    .build();
        }

        private byte @Nullable [] decoded(String field) {
            if (base64 == null) {
                return null;
            }
            try {
                return Base64.getDecoder().decode(base64);
            } catch (IllegalArgumentException e) {
                assembler.violation(field, "is not Base64");
                return null;
            }
        }

        private byte @Nullable [] plain() throws IOException {
            if (data == null || Arrays.equals(data, "null".getBytes(StandardCharsets.US_ASCII))) {
                return null;
            }
            if (MediaType.isJson(contentType)) {
                return data;
            }
            String text = string(data);
            return text == null ? data : text.getBytes(StandardCharsets.UTF_8);
        }

        private @Nullable String string(byte[] value) throws IOException {
            try (JsonParser parser = FACTORY.createParser(value)) {
                return parser.nextToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
            }
        }
    }
}
