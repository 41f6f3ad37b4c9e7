package dev.tmctl.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A JSON object whose values are scalars. It is read and written without a tree, and without the object
/// mapper that makes trees.
///
/// @param fields the values as they are spelled, texts without quotes, in the order of the object; null is
///     `null`. Of a name that comes twice the last value counts
/// @param texts the names of the fields that are texts
public record FlatObject(Map<String, @Nullable String> fields, Set<String> texts) {
    /// Reads one object.
    ///
    /// @return the object, or null when the bytes begin with something else, or as soon as a value is nested
    /// @throws com.fasterxml.jackson.core.JsonProcessingException when what was read is no JSON, or more
    ///     follows
    public static @Nullable FlatObject read(byte[] json) throws IOException {
        try (JsonParser parser = JsonInput.parser(json)) {
            return whole(parser, false);
        }
    }

    /// Reads the outer level of an object: what is nested stays JSON, as text on one line.
    ///
    /// @return the object, or null when the bytes begin with something else
    /// @throws com.fasterxml.jackson.core.JsonProcessingException when they are no JSON, or something follows
    public static @Nullable FlatObject readOuter(byte[] json) throws IOException {
        try (JsonParser parser = JsonInput.parser(json)) {
            return whole(parser, true);
        }
    }

    private static @Nullable FlatObject whole(JsonParser parser, boolean outer) throws IOException {
        FlatObject object = parser.nextToken() == JsonToken.START_OBJECT ? rest(parser, outer) : null;
        if (object != null && parser.nextToken() != null) {
            throw new RefusedJsonException(parser, "something follows the object");
        }
        return object;
    }

    /// Reads the outer level of each object of an array.
    ///
    /// @return the objects, or null when the bytes begin with something else, or another value is among them
    /// @throws com.fasterxml.jackson.core.JsonProcessingException when they are no JSON, or something follows
    public static @Nullable List<FlatObject> readArray(byte[] json) throws IOException {
        try (JsonParser parser = JsonInput.parser(json)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return null;
            }
            List<FlatObject> objects = new ArrayList<>();
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                objects.add(Objects.requireNonNull(rest(parser, true)));
            }
            if (parser.currentToken() != JsonToken.END_ARRAY) {
                return null;
            }
            if (parser.nextToken() != null) {
                throw new RefusedJsonException(parser, "something follows the array");
            }
            return objects;
        }
    }

    /// The value of a field, or null when it is missing or no text.
    public @Nullable String text(String name) {
        return texts.contains(name) ? fields.get(name) : null;
    }

    /// The value of a field that is a whole number.
    ///
    /// @throws IllegalArgumentException when it is missing or something else
    public long number(String name) {
        return Long.parseLong(String.valueOf(fields.get(name)));
    }

    /// Writes one object on one line.
    ///
    /// @param fields texts, numbers, flags and null, in their order
    public static byte[] write(Map<String, ? extends @Nullable Object> fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonInput.SHARED.createGenerator(bytes)) {
            json.writeStartObject();
            for (Map.Entry<String, ? extends @Nullable Object> field : fields.entrySet()) {
                json.writePOJOField(field.getKey(), field.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// @param outer whether nested values are taken, as text; else there is no object as soon as one comes
    private static @Nullable FlatObject rest(JsonParser parser, boolean outer) throws IOException {
        Map<String, @Nullable String> fields = new LinkedHashMap<>();
        Set<String> texts = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            texts.remove(name);
            if (value == JsonToken.VALUE_STRING) {
                texts.add(name);
            }
            if (value.isScalarValue()) {
                fields.put(name, value == JsonToken.VALUE_NULL ? null : parser.getText());
            } else if (outer) {
                fields.put(name, nested(parser));
            } else {
                return null;
            }
        }
        return new FlatObject(fields, texts);
    }

    private static String nested(JsonParser parser) throws IOException {
        StringWriter json = new StringWriter();
        try (JsonGenerator generator = JsonInput.SHARED.createGenerator(json)) {
            JsonText.copyValue(parser, generator);
        }
        return json.toString();
    }
}
