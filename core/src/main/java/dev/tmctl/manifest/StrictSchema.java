package dev.tmctl.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.tmctl.target.Violation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Checks objects against an OpenAPI schema of Kubernetes, as an API server does that is asked for strict field
/// validation: fields that the schema does not know are told.
final class StrictSchema {
    private final JsonNode schema;
    private final Schema validator;

    /// @param openApi without references
    StrictSchema(ObjectNode openApi) {
        this.schema = openApi.deepCopy();
        close(schema);
        this.validator =
                SchemaRegistry.withDialect(Dialects.getDraft202012()).getSchema(withoutExtensions(schema.deepCopy()));
    }

    /// Every violation: those of the schema in the order in which the validator finds them, then those of the rules
    /// that it names.
    ///
    /// @param object without fields that are null
    List<Violation> check(JsonNode object) {
        Set<Violation> violations = new LinkedHashSet<>();
        for (Error error : validator.validate(object)) {
            violations.add(new SchemaMessage(error, schema, object).violation());
        }
        violations.addAll(SyntaxRules.check(schema, object));
        return List.copyOf(violations);
    }

    /// Says in JSON Schema's words what Kubernetes means: an object has the listed properties only, and a
    /// value that is a number or a text is one of two types.
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode schema) {
            if (schema.path("properties").isObject() && !schema.has("additionalProperties")) {
                schema.put("additionalProperties", false);
            }
            if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
                schema.remove("anyOf");
                schema.putArray("type").add("integer").add("string");
            }
        }
        node.forEach(StrictSchema::close);
    }

    /// The validator logs a warning of each keyword that it does not know.
    private static JsonNode withoutExtensions(JsonNode node) {
        if (node instanceof ObjectNode schema) {
            schema.remove(schema.propertyStream()
                    .map(Map.Entry::getKey)
                    .filter(key -> key.startsWith("x-"))
                    .toList());
        }
        node.forEach(StrictSchema::withoutExtensions);
        return node;
    }
}
