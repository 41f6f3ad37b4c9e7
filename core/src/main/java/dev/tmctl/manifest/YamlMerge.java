package dev.tmctl.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The keys that `<<` brings into a map. The map's own keys win, and of several maps the first.
///
/// @param merged what it brings
/// @param before the keys of the map that stood before `<<`
/// @see <a href="https://yaml.org/type/merge.html">Merge keys</a>
record YamlMerge(Map<String, JsonNode> merged, List<String> before) {
    static final String KEY = "<<";

    /// @param value what stands behind `<<`
    /// @param map the map so far
    /// @return null when it is neither a map nor a list of maps
    static @Nullable YamlMerge of(JsonNode value, ObjectNode map) {
        Map<String, JsonNode> merged = new LinkedHashMap<>();
        for (JsonNode one : value.isArray() ? value : List.of(value)) {
            if (!one.isObject()) {
                return null;
            }
            one.properties().forEach(field -> merged.putIfAbsent(field.getKey(), field.getValue()));
        }
        return new YamlMerge(merged, map.propertyStream().map(Map.Entry::getKey).toList());
    }

    /// Adds what the map has not.
    ///
    /// @return a key for which go-yaml 2 takes the merged value, since its own stands before `<<`; null
    ///     where there is none
    @Nullable
    String addTo(ObjectNode map) {
        for (String key : before) {
            JsonNode other = merged.get(key);
            if (other != null && !other.equals(map.get(key))) {
                return key;
            }
        }
        merged.forEach((key, value) -> {
            if (!map.has(key)) {
                map.set(key, value);
            }
        });
        return null;
    }
}
