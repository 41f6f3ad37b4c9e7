package dev.tmctl.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;

/// Parsers of JSON whose numbers, names and texts may be as long as the input itself, which the caller
/// bounds. The library's own limits would make a valid document look like a malformed one.
public final class JsonInput {
    /// Arrays and objects inside one another, at most. RFC 8259, section 9, lets a parser set such a limit:
    /// each open level takes memory.
    public static final int MAX_DEPTH = 10_000;

    /// A factory keeps thousands of the names that it has seen, of any length. So it sees only small documents.
    private static final int MAX_SHARED_BYTES = 2048;

    static final JsonFactory SHARED = factory();

    private JsonInput() {}

    private static JsonFactory factory() {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .maxStringLength(Integer.MAX_VALUE)
                        .build())
                .streamWriteConstraints(StreamWriteConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH + 1)
                        .build())
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
    }

    /// A parser of UTF-8.
    public static JsonParser parser(byte[] json) throws IOException {
        JsonFactory factory = json.length <= MAX_SHARED_BYTES ? SHARED : factory();
        return factory.createParser(json);
    }

    /// Reads the first token.
    ///
    /// @throws RefusedJsonException when there is none
    static JsonToken first(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new RefusedJsonException(parser, "there is no value");
        }
        return token;
    }

    /// Reads one value of any kind to its end, which is the end of the document.
    ///
    /// @throws JsonProcessingException when it is not that
    public static void skipDocument(JsonParser parser) throws IOException {
        first(parser);
        parser.skipChildren();
        parser.finishToken();
        requireEnd(parser);
    }

    /// Makes sure that nothing follows the value that was read.
    ///
    /// @throws RefusedJsonException when something does
    public static void requireEnd(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw new RefusedJsonException(parser, "something follows the JSON value");
        }
    }

    /// What is wrong with a document, as what it is: `is not JSON: 'x' is no JSON value (line 1, column 5)`.
    public static String problem(JsonProcessingException e) {
        if (e instanceof StreamConstraintsException) {
            return "is JSON of more than " + MAX_DEPTH + " levels; at most " + MAX_DEPTH + " are read";
        }
        return "is not JSON: " + JsonMistake.inWords(e);
    }
}
