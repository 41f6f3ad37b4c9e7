package dev.tmctl.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.tmctl.json.JsonInput;
import dev.tmctl.json.JsonMistake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Whether bytes are JSON, and what is wrong with them otherwise.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
public final class JsonSyntax {
    private JsonSyntax() {}

    /// Whether the bytes are exactly one JSON value. With a byte order mark they are not: inside an event it
    /// would stand where none may (section 8.1).
    public static boolean isJson(byte[] bytes) {
        return flaw(bytes) == null;
    }

    /// Why the bytes are not exactly one JSON value, or null when they are.
    static @Nullable String problem(byte[] bytes) {
        Supplier<String> flaw = flaw(bytes);
        return flaw == null ? null : flaw.get();
    }

    /// The same in words that are only made when somebody asks: most text is no JSON, and nobody does.
    static @Nullable Supplier<String> flaw(byte[] bytes) {
        if (!isUtf8(bytes)) {
            return () -> "is not UTF-8";
        }
        if (Utf8.hasByteOrderMark(bytes)) {
            return () -> "is not JSON: it begins with a byte order mark";
        }
        try (JsonParser parser = JsonInput.parser(bytes)) {
            JsonInput.skipDocument(parser);
            return null;
        } catch (JsonProcessingException e) {
            return () -> JsonInput.problem(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether the bytes are JSON, or what JSON may begin with.
    static boolean isBeginning(byte[] bytes) {
        try (JsonParser parser = JsonInput.parser(bytes)) {
            while (parser.nextToken() != null) {
                parser.finishToken();
            }
            return true;
        } catch (JsonProcessingException e) {
            return JsonMistake.isCutShort(e);
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether the bytes are a JSON object with a `specversion` at its top: something that means to be a
    /// CloudEvent.
    public static boolean looksLikeEvent(byte[] bytes) {
        try (JsonParser parser = JsonInput.parser(bytes)) {
            return parser.nextToken() == JsonToken.START_OBJECT && hasVersion(parser);
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether the bytes begin an array in which something means to be a CloudEvent.
    static boolean holdsEvents(byte[] bytes) {
        try (JsonParser parser = JsonInput.parser(bytes)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return false;
            }
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT && hasVersion(parser)) {
                    return true;
                }
                parser.skipChildren();
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean hasVersion(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            if (parser.currentName().equals("specversion")) {
                return true;
            }
            parser.nextToken();
            parser.skipChildren();
        }
        return false;
    }

    /// The parser would take a NUL among the first bytes for UTF-16 or UTF-32, where byte offsets are lost.
    static boolean isUtf8(byte[] bytes) {
        for (int i = 0; i < Math.min(4, bytes.length); i++) {
            if (bytes[i] == 0) {
                return false;
            }
        }
        return Utf8.isValid(bytes);
    }
}
