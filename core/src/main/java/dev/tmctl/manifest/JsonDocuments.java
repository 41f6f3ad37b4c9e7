package dev.tmctl.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tmctl.json.JsonMistake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// JSON objects one behind the other, as `kubectl` takes and `dump -o json` prints them. One alone is YAML as
/// well.
final class JsonDocuments {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(YamlDocuments.MAX_DEPTH)
                            .build())
                    .build())
            .build();

    private JsonDocuments() {}

    private static final Pattern LIKE_JSON = Pattern.compile("\\s*\\{\\s*[\"}].*", Pattern.DOTALL);

    /// Whether its author meant JSON: YAML has no need of quotes at the start.
    static boolean looksLikeJson(String text) {
        return LIKE_JSON.matcher(text).matches();
    }

    /// The objects, or an empty list when the text does not begin as JSON does.
    ///
    /// @param name the manifest's name for error messages
    /// @throws InvalidManifestException when it is not JSON, which may still be YAML, or too long
    static List<JsonNode> read(String text, String name) {
        YamlDocuments.checkSize(text, name);
        if (!text.stripLeading().startsWith("{")) {
            return List.of();
        }
        List<JsonNode> objects = new ArrayList<>();
        try (MappingIterator<JsonNode> values = MAPPER.readerFor(JsonNode.class).readValues(text)) {
            while (values.hasNextValue()) {
                objects.add(values.nextValue());
            }
            return objects;
        } catch (JsonProcessingException e) {
            throw new InvalidManifestException(name + " is not valid JSON: " + cause(e));
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory is read", e);
        }
    }

    private static String cause(JsonProcessingException e) {
        return e instanceof StreamConstraintsException && e.getOriginalMessage().contains("nesting depth")
                ? "it is nested deeper than " + YamlDocuments.MAX_DEPTH + " levels"
                : JsonMistake.inWords(e);
    }
}
