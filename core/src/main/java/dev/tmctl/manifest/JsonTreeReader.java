package dev.tmctl.manifest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tmctl.json.RefusedJsonException;
import dev.tmctl.target.Quoted;
import java.io.IOException;
import java.math.BigInteger;
import java.util.regex.Pattern;

/// Makes trees of a JSON parser's tokens within the [TreeBounds]. Numbers are what Kubernetes' reader takes
/// them for: integers of 64 bits, else floating-point numbers.
final class JsonTreeReader {
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");

    private final JsonParser parser;
    private final TreeBounds bounds = new TreeBounds();

    JsonTreeReader(JsonParser parser) {
        this.parser = parser;
    }

    /// The value that begins with the current token.
    ///
    /// @throws com.fasterxml.jackson.core.JsonProcessingException when it is not JSON, or passes a bound
    JsonNode value(JsonToken token) throws IOException {
        try {
            return read(token);
        } catch (TreeBounds.PassedException e) {
            JsonLocation place = parser.currentTokenLocation();
            throw new RefusedJsonException(parser, e.problem(), place);
        }
    }

    private JsonNode read(JsonToken token) throws IOException {
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            bounds.enter();
            JsonNode collection = token == JsonToken.START_OBJECT ? object() : list();
            bounds.leave();
            return collection;
        }
        String text = parser.getText();
        bounds.count(text.length());
        return switch (token) {
            case VALUE_STRING -> JsonNodeFactory.instance.textNode(text);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(text);
            case VALUE_TRUE, VALUE_FALSE -> JsonNodeFactory.instance.booleanNode(token == JsonToken.VALUE_TRUE);
            default -> JsonNodeFactory.instance.nullNode();
        };
    }

    private ObjectNode object() throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            bounds.count(name.length());
            object.set(name, value(parser.nextToken()));
        }
        return object;
    }

    private ArrayNode list() throws IOException {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            list.add(value(token));
        }
        return list;
    }

    private static JsonNode number(String text) {
        TreeBounds.checkNumber(text);
        if (INTEGER.matcher(text).matches()) {
            BigInteger value = new BigInteger(text);
            if (value.bitLength() < Long.SIZE) {
                return Written.integer(value, text);
            }
        }
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            throw new TreeBounds.PassedException(
                    Quoted.of(text) + " is a number out of range; put it in quotes if it is a text");
        }
        return Written.floating(value, text);
    }
}
