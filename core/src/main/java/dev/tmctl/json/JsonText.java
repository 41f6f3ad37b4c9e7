package dev.tmctl.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/// JSON as text. Numbers keep their spelling, of whatever size they are.
public final class JsonText {
    private static final int MAX_INDENTED_LEVELS = 100;

    private JsonText() {}

    /// The same JSON on one line without blanks.
    ///
    /// @param json one value
    /// @throws JsonProcessingException when it is not one JSON value
    public static String compact(byte[] json) throws JsonProcessingException {
        return rewritten(json, false);
    }

    /// The same JSON with a line for each value. JSON of many levels stays on one line: its indentation would
    /// be thousands of times larger than itself.
    ///
    /// @param json one value
    /// @throws JsonProcessingException when it is not one JSON value
    public static String indented(byte[] json) throws JsonProcessingException {
        return rewritten(json, levels(json) <= MAX_INDENTED_LEVELS);
    }

    private static int levels(byte[] json) throws JsonProcessingException {
        int deepest = 0;
        try (JsonParser parser = JsonInput.parser(json)) {
            while (parser.nextToken() != null) {
                deepest = Math.max(deepest, parser.getParsingContext().getNestingDepth());
            }
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return deepest;
    }

    private static String rewritten(byte[] json, boolean indented) throws JsonProcessingException {
        StringWriter text = new StringWriter(json.length);
        try (JsonParser parser = JsonInput.parser(json);
                JsonGenerator generator = JsonInput.SHARED.createGenerator(text)) {
            if (indented) {
                generator.setPrettyPrinter(new DefaultPrettyPrinter());
            }
            JsonInput.first(parser);
            copyValue(parser, generator);
            if (parser.nextToken() != null) {
                throw new RefusedJsonException(parser, "something follows the value");
            }
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /// A generator of UTF-8, on one line.
    public static JsonGenerator generator(OutputStream out) throws IOException {
        return JsonInput.SHARED.createGenerator(out);
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
