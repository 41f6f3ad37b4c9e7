package dev.tmctl.dump;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tmctl.json.JsonTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Turns objects of the Kubernetes model into plain values, keys sorted, as `kubectl` and upstream print them.
final class ModelToMap {
    private ModelToMap() {}

    /// The fields of an object of the model.
    static Map<String, Object> of(Object model) {
        Map<String, Object> fields = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field :
                JsonTrees.mapper().valueToTree(model).properties()) {
            fields.put(field.getKey(), value(field.getValue()));
        }
        return fields;
    }

    private static Object value(JsonNode node) {
        if (node.isObject()) {
            return of(node);
        }
        if (node.isArray()) {
            List<Object> elements = new ArrayList<>();
            node.forEach(element -> elements.add(value(element)));
            return elements;
        }
        return JsonTrees.mapper().convertValue(node, Object.class);
    }
}
