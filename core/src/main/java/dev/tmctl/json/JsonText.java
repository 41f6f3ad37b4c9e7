package dev.tmctl.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/// JSON as text. Numbers keep their spelling, of whatever size they are.
public final class JsonText {
    static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    /// The same JSON on one line without blanks.
    ///
    /// @param json one value
    /// @throws JsonProcessingException when it is not one JSON value
    public static String compact(byte[] json) throws JsonProcessingException {
        return rewritten(json, false);
    }

    /// The same JSON with a line for each value.
    ///
    /// @param json one value
    /// @throws JsonProcessingException when it is not one JSON value
    public static String indented(byte[] json) throws JsonProcessingException {
        return rewritten(json, true);
    }

    private static String rewritten(byte[] json, boolean indented) throws JsonProcessingException {
        StringWriter text = new StringWriter(json.length);
        try (JsonParser parser = FACTORY.createParser(json);
                JsonGenerator generator = FACTORY.createGenerator(text)) {
            if (indented) {
                generator.setPrettyPrinter(new DefaultPrettyPrinter());
            }
            if (parser.nextToken() == null) {
                throw new JsonParseException(parser, "there is no value");
            }
            copyValue(parser, generator);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "something follows the value");
            }
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /// Copies the value that begins with the current token.
    static void copyValue(JsonParser parser, JsonGenerator generator) throws IOException {
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            if (token.isNumeric()) {
                generator.writeNumber(parser.getText());
            } else {
                generator.copyCurrentEvent(parser);
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        } while (depth > 0 && parser.nextToken() != null);
    }
}
