package dev.tmctl.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/// Varied CloudEvents from a fixed seed, each with the line of NDJSON that says it.
final class EventSamples {
    private static final int LARGEST = 1024 * 1024 - 4096;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> TEXTS = List.of(
            "plain",
            "two words",
            "Übergröße",
            "日本語テキスト",
            "👩‍🚀 launch 🚀",
            "100% \"sure\" \\ maybe",
            "a%20b%",
            "e\u0301 is not é",
            "O'Neil & <sons>",
            "العربية",
            "=?UTF-8?Q?no?=",
            "x".repeat(300));
    private static final List<String> SOURCES = List.of(
            "/s",
            "https://example.com/a%20b?q=1&r=%C3%BC#frag",
            "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8",
            "/größe/日本",
            "mailto:someone@example.com",
            "../relative",
            "triggermesh-cli");
    private static final List<String> TIMES = List.of(
            "2026-01-31T12:00:00Z",
            "2026-01-31T12:00:00.5Z",
            "1999-12-31T23:59:59.123456789-08:30",
            "2026-06-30T00:00:00+14:00");
    private static final List<String> JSON_TYPES =
            List.of("application/json", "application/json; charset=utf-8", "application/problem+json", "text/json", "");
    private static final List<String> TEXT_TYPES =
            List.of("text/plain", "text/plain; charset=utf-8", "text/xml", "application/xml", "text/csv");
    private static final List<String> BINARY_TYPES =
            List.of("application/octet-stream", "image/png", "application/x-protobuf");

    private final Random random;

    private EventSamples(long seed) {
        this.random = new Random(seed);
    }

    /// How `data` stands in the event's JSON.
    enum Form {
        /// As a JSON value.
        JSON,
        /// As a string.
        TEXT,
        /// As Base64.
        BINARY,
        /// Not at all.
        ABSENT
    }

    /// An event.
    ///
    /// @param attributes all attributes, extensions with their JSON types
    /// @param data the payload; empty where there is none
    record Sample(ObjectNode attributes, Form form, byte[] data) {
        /// The event in the JSON format, on one line, the data spelled as it is.
        String line() {
            String head = attributes.toString();
            String open = head.substring(0, head.length() - 1);
            return switch (form) {
                case ABSENT -> head;
                case JSON -> open + ",\"data\":" + text() + "}";
                case TEXT -> open + ",\"data\":" + JsonNodeFactory.instance.textNode(text()) + "}";
                case BINARY ->
                    open + ",\"data_base64\":\"" + Base64.getEncoder().encodeToString(data) + "\"}";
            };
        }

        private String text() {
            return new String(data, StandardCharsets.UTF_8);
        }
    }

    /// As many events as wanted; the same ones for the same seed.
    static List<Sample> of(long seed, int count) {
        EventSamples samples = new EventSamples(seed);
        List<Sample> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(samples.sample(i, i % 499 == 7));
        }
        return all;
    }

    private Sample sample(int number, boolean huge) {
        ObjectNode attributes = MAPPER.createObjectNode()
                .put("specversion", "1.0")
                .put("id", number + " " + one(TEXTS))
                .put("source", one(SOURCES))
                .put("type", "type." + one(TEXTS));
        if (random.nextBoolean()) {
            attributes.put("subject", one(TEXTS));
        }
        if (random.nextBoolean()) {
            attributes.put("time", one(TIMES));
        }
        if (random.nextInt(4) == 0) {
            attributes.put("dataschema", "https://example.com/schemas/" + random.nextInt(10) + ".json#x");
        }
        extensions(attributes);
        Form form = huge ? Form.values()[random.nextInt(3)] : Form.values()[random.nextInt(4)];
        String type = switch (form) {
            case JSON -> one(JSON_TYPES);
            case TEXT -> one(TEXT_TYPES);
            case BINARY -> one(BINARY_TYPES);
            case ABSENT -> random.nextBoolean() ? "" : one(TEXT_TYPES);
        };
        if (!type.isEmpty()) {
            attributes.put("datacontenttype", type);
        }
        return new Sample(attributes, form, data(form, huge ? 0 : size(), huge));
    }

    private void extensions(ObjectNode attributes) {
        for (int i = random.nextInt(4); i > 0; i--) {
            switch (random.nextInt(6)) {
                case 0 -> attributes.put("extint", random.nextInt());
                case 1 -> attributes.put("extbool", random.nextBoolean());
                case 2 -> attributes.put("extbytes", Base64.getEncoder().encodeToString(bytes(5)));
                case 3 -> attributes.put("exttime", one(TIMES));
                case 4 -> attributes.put("exturi", one(SOURCES));
                default -> attributes.put("ext0123456789name" + i, one(TEXTS));
            }
        }
    }

    private int size() {
        return switch (random.nextInt(50)) {
            case 0, 1, 2 -> 0;
            case 3 -> random.nextInt(60_000);
            default -> random.nextInt(600);
        };
    }

    private byte[] data(Form form, int size, boolean huge) {
        return switch (form) {
            case ABSENT -> new byte[0];
            case BINARY -> bytes(huge ? LARGEST * 3 / 4 - 8 : size);
            case TEXT -> (huge ? "y".repeat(LARGEST) : text(size)).getBytes(StandardCharsets.UTF_8);
            case JSON -> (huge ? "[\"" + "z".repeat(LARGEST - 4) + "\"]" : json(size)).getBytes(StandardCharsets.UTF_8);
        };
    }

    private byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private String text(int size) {
        StringBuilder text = new StringBuilder();
        while (text.length() < size) {
            text.append(one(TEXTS)).append(one(List.of("\n", "\r\n", "\t", "<a/>", " ", "\u2028")));
        }
        return text.toString();
    }

    /// JSON whose spelling a careless reader would change.
    private String json(int size) {
        StringBuilder array = new StringBuilder("[");
        while (array.length() < size) {
            array.append(one(List.of(
                            "1.0",
                            "2.50",
                            "1e400",
                            "12345678901234567890123",
                            "-0",
                            "true",
                            "null",
                            "\"\\u00e9\\ud83d\\ude80\"",
                            "{ \"b\" : 1,  \"a\":{}}",
                            "\"<b>&é\\/\"")))
                    .append(" , ");
        }
        String value = array.append("0 ]").toString();
        return random.nextInt(10) == 0 ? one(List.of("3.10", "\"text\"", "false", "{}")) : value;
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
