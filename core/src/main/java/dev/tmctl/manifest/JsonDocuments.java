package dev.tmctl.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tmctl.json.JsonMistake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// JSON objects one behind the other, as `kubectl` takes and `dump -o json` prints them. One alone is YAML as
/// well.
final class JsonDocuments {
    /// The library's limits have messages of its own, without a place; the [TreeBounds] are narrower.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final Pattern LIKE_JSON = Pattern.compile("\\s*\\{\\s*[\"}].*", Pattern.DOTALL);

    private JsonDocuments() {}

    /// Whether its author meant JSON: YAML has no need of quotes at the start.
    static boolean looksLikeJson(String text) {
        return LIKE_JSON.matcher(ByteOrderMarks.blankedIn(text)).matches();
    }

    /// The objects, or an empty list when the text does not begin as JSON does.
    ///
    /// @param name the manifest's name for error messages
    /// @throws InvalidManifestException when it is not JSON, which may still be YAML, or passes a bound
    static List<JsonNode> read(String text, String name) {
        YamlDocuments.checkSize(text, name);
        String json = ByteOrderMarks.blankedIn(text);
        if (!json.stripLeading().startsWith("{")) {
            return List.of();
        }
        try (JsonParser parser = FACTORY.createParser(json)) {
            return objects(parser);
        } catch (JsonProcessingException e) {
            throw new InvalidManifestException(name + " is not valid JSON: " + JsonMistake.inWords(e));
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory is read", e);
        }
    }

    private static List<JsonNode> objects(JsonParser parser) throws IOException {
        JsonTreeReader trees = new JsonTreeReader(parser);
        List<JsonNode> objects = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            objects.add(trees.value(token));
        }
        return objects;
    }
}
