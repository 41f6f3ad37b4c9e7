package dev.tmctl.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// One value inside a document, found without a tree of the rest.
public final class JsonScalar {
    private JsonScalar() {}

    /// The string, number or boolean at a place, as it is spelled. Of a name that comes twice the last value
    /// counts.
    ///
    /// @return null when there is nothing, null, an object or an array
    /// @throws com.fasterxml.jackson.core.JsonProcessingException when the bytes are not one JSON value
    public static @Nullable String at(byte[] json, JsonPointer pointer) throws IOException {
        try (JsonParser parser = JsonInput.parser(json)) {
            JsonInput.first(parser);
            String found = below(parser, pointer);
            JsonInput.requireEnd(parser);
            return found;
        }
    }

    private static @Nullable String below(JsonParser parser, JsonPointer pointer) throws IOException {
        JsonToken token = parser.currentToken();
        String found = null;
        if (pointer.matches()) {
            found = token.isScalarValue() && token != JsonToken.VALUE_NULL ? parser.getText() : null;
            parser.skipChildren();
        } else if (token == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = pointer.matchesProperty(parser.currentName());
                parser.nextToken();
                found = next(parser, pointer, wanted, found);
            }
        } else if (token == JsonToken.START_ARRAY) {
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                found = next(parser, pointer, pointer.matchesElement(i), found);
            }
        }
        return found;
    }

    private static @Nullable String next(JsonParser parser, JsonPointer pointer, boolean wanted, @Nullable String found)
            throws IOException {
        if (wanted) {
            return below(parser, pointer.tail());
        }
        parser.skipChildren();
        return found;
    }
}
