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

/// Checks an AWSKinesisTarget against the schema of its definition, as an API server does that is asked for
/// strict field validation: fields that the schema does not know are told, `null` is a field that is not
/// there.
final class TargetSchema {
    private static final JsonNode SCHEMA = strict(TargetCrd.schema());
    private static final Schema VALIDATOR =
            SchemaRegistry.withDialect(Dialects.getDraft202012()).getSchema(withoutExtensions(SCHEMA.deepCopy()));

    private TargetSchema() {}

    /// Every violation, in the order in which the validator finds them.
    static List<Violation> check(JsonNode object) {
        JsonNode checked = normalized(object);
        Set<Violation> violations = new LinkedHashSet<>();
        for (Error error : VALIDATOR.validate(checked)) {
            violations.add(new SchemaMessage(error, SCHEMA, checked).violation());
        }
        return List.copyOf(violations);
    }

    /// What the API server would see: without `null`s, and with the documentation page's spelling of
    /// `iamRole` undone.
    private static JsonNode normalized(JsonNode object) {
        JsonNode copy = ManifestObjects.withoutNulls(object);
        if (copy.path("spec").path("auth") instanceof ObjectNode auth && auth.has("iamrole") && !auth.has("iamRole")) {
            auth.set("iamRole", auth.remove("iamrole"));
        }
        return copy;
    }

    private static ObjectNode strict(JsonNode crd) {
        ObjectNode schema = crd.deepCopy();
        ObjectNode properties = schema.withObject("properties");
        properties.withObject("apiVersion").put("type", "string");
        properties.withObject("kind").put("type", "string");
        properties.withObject("metadata").put("type", "object");
        close(schema);
        return schema;
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
        node.forEach(TargetSchema::close);
    }

    /// The validator logs a warning of each keyword that it does not know.
    private static JsonNode withoutExtensions(JsonNode node) {
        if (node instanceof ObjectNode schema) {
            schema.remove(schema.propertyStream()
                    .map(Map.Entry::getKey)
                    .filter(key -> key.startsWith("x-kubernetes-"))
                    .toList());
        }
        node.forEach(TargetSchema::withoutExtensions);
        return node;
    }
}
