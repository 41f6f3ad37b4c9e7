package dev.tmctl.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tmctl.json.JsonTrees;
import dev.tmctl.target.Violation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The schemas of Kubernetes' own objects, and of Knative's Service.
public final class KubernetesSchemas {
    private static final String REFERENCE = "$ref";
    private static final JsonNode DEFINITIONS = TargetCrd.resource("kubernetes.yaml");
    private static final Map<String, StrictSchema> SCHEMAS = new ConcurrentHashMap<>();

    private KubernetesSchemas() {}

    /// What Kubernetes would not take of an object that is made here: unknown fields, wrong types, missing fields,
    /// names and keys that it does not allow.
    ///
    /// @param object of a kind that is written here
    public static List<Violation> check(Map<String, ?> object) {
        JsonNode json = JsonTrees.of(object);
        return ManifestObjects.isTarget(json) ? TargetSchema.check(json) : check(json);
    }

    /// The same of an object that was read, where it is none of our own definition.
    static List<Violation> check(JsonNode object) {
        String kind = object.path("kind").asText();
        boolean knative = object.path("apiVersion").asText().startsWith("serving.knative.dev/");
        return SCHEMAS.computeIfAbsent(knative ? "Knative" + kind : kind, name -> new StrictSchema(definition(name)))
                .check(ManifestObjects.withoutNulls(object));
    }

    /// One of the definitions, without references.
    ///
    /// @param name for example `EnvVar`
    static ObjectNode definition(String name) {
        if (!(DEFINITIONS.path(name) instanceof ObjectNode definition)) {
            throw new IllegalArgumentException("there is no schema of " + name);
        }
        ObjectNode copy = definition.deepCopy();
        resolve(copy);
        return copy;
    }

    private static void resolve(JsonNode node) {
        if (node instanceof ObjectNode object && object.has(REFERENCE)) {
            ObjectNode more = object.deepCopy();
            more.remove(REFERENCE);
            String name = object.path(REFERENCE).asText();
            object.removeAll();
            object.setAll(definition(name));
            merge(object, more);
            return;
        }
        node.forEach(KubernetesSchemas::resolve);
    }

    private static void merge(ObjectNode into, ObjectNode more) {
        more.properties().forEach(field -> {
            if (into.path(field.getKey()) instanceof ObjectNode below && field.getValue() instanceof ObjectNode added) {
                merge(below, added);
            } else {
                into.set(field.getKey(), field.getValue());
            }
        });
    }
}
