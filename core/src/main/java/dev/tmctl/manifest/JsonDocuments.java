package dev.tmctl.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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

    /// The objects, or an empty list when the text is not JSON from its start on, which may still be YAML.
    ///
    /// @param name the manifest's name for error messages
    /// @throws InvalidManifestException when what follows the first object is not JSON, or the text is too
    ///     long
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
            if (objects.isEmpty()) {
                return List.of();
            }
            throw new InvalidManifestException(name + " is not valid JSON: " + e.getOriginalMessage() + " (line "
                    + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ")");
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory is read", e);
        }
    }
}
