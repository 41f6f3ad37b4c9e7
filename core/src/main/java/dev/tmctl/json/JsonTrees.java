package dev.tmctl.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON as trees, and the mapper that reads and makes them.
public final class JsonTrees {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonTrees() {}

    /// Jackson's object mapper with its usual settings. To make one takes a tenth of a short command's time, so that
    /// it is made when somebody first asks.
    public static ObjectMapper mapper() {
        return Mapper.USUAL;
    }

    /// The tree of plain values as a YAML parser gives them: maps, lists, texts, numbers, flags and null, any of them
    /// nested. It is what [ObjectMapper#valueToTree] makes, without a mapper for the common types.
    ///
    /// @throws IllegalArgumentException when it holds something that has no JSON
    public static JsonNode of(@Nullable Object plain) {
        // not a switch over types: its first use in a process makes a class, which takes longer than a manifest
        if (plain instanceof String text) {
            return NODES.textNode(text);
        }
        if (plain instanceof Map<?, ?> map && map.keySet().stream().allMatch(String.class::isInstance)) {
            return object(map);
        }
        if (plain instanceof List<?> list) {
            return array(list);
        }
        if (plain instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        if (plain instanceof Integer number) {
            return NODES.numberNode(number.intValue());
        }
        return plain == null ? NODES.nullNode() : mapper().valueToTree(plain);
    }

    private static ObjectNode object(Map<?, ?> map) {
        ObjectNode object = NODES.objectNode();
        map.forEach((key, value) -> object.set((String) key, of(value)));
        return object;
    }

    private static ArrayNode array(List<?> list) {
        ArrayNode array = NODES.arrayNode(list.size());
        list.forEach(element -> array.add(of(element)));
        return array;
    }

    private static final class Mapper {
        private static final ObjectMapper USUAL = new ObjectMapper();
    }
}
