package dev.tmctl.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tmctl.target.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Checks an AWSKinesisTarget against the schema of its definition, and what of it becomes part of Kubernetes' own
/// objects against theirs; `null` is a field that is not there.
final class TargetSchema {
    private static final String OVERRIDES = "/properties/spec/properties/adapterOverrides/properties/";
    private static final String CREDENTIALS = "/properties/spec/properties/auth/properties/credentials/properties/";

    private static final StrictSchema SCHEMA = new StrictSchema(withKubernetes(TargetCrd.schema()));

    private TargetSchema() {}

    /// Every violation, in the order in which the validator finds them.
    static List<Violation> check(JsonNode object) {
        JsonNode checked = normalized(object);
        List<Violation> violations = new ArrayList<>(SCHEMA.check(checked));
        List<Violation> together =
                PodRules.check(checked.path("spec").path("adapterOverrides"), "spec.adapterOverrides");
        List<Violation> alone = List.copyOf(violations);
        together.stream()
                .filter(violation ->
                        alone.stream().noneMatch(told -> told.field().startsWith(element(violation))))
                .forEach(violations::add);
        return violations;
    }

    /// The path of the element of a list that a violation is in.
    private static String element(Violation violation) {
        return violation.field().replaceFirst("(.*])\\..*", "$1");
    }

    /// What the API server would see of what is stored: without `null`s, the name in lower case, and with the
    /// documentation page's spelling of `iamRole` undone.
    private static JsonNode normalized(JsonNode object) {
        JsonNode copy = ManifestObjects.withoutNulls(object);
        if (copy.path("spec").path("auth") instanceof ObjectNode auth && auth.has("iamrole") && !auth.has("iamRole")) {
            auth.set("iamRole", auth.remove("iamrole"));
        }
        if (copy.path("metadata") instanceof ObjectNode metadata
                && metadata.path("name").isTextual()) {
            metadata.put("name", metadata.path("name").asText().toLowerCase(Locale.ROOT));
        }
        return copy;
    }

    /// The definition leaves to Kubernetes what is Kubernetes' own, and a controller copies it.
    private static ObjectNode withKubernetes(JsonNode crd) {
        ObjectNode schema = crd.deepCopy();
        ObjectNode properties = schema.withObject("/properties");
        properties.withObject("/apiVersion").put("type", "string");
        properties.withObject("/kind").put("type", "string");
        properties.set("metadata", KubernetesSchemas.definition("ObjectMeta"));
        ObjectNode overrides = schema.withObject(OVERRIDES.substring(0, OVERRIDES.length() - 1));
        overrides.set("labels", KubernetesSchemas.definition("Labels"));
        overrides.set("annotations", KubernetesSchemas.definition("Annotations"));
        overrides.set("nodeSelector", KubernetesSchemas.definition("Labels"));
        overrides.set("affinity", KubernetesSchemas.definition("Affinity"));
        overrides.withObject("/env").set("items", KubernetesSchemas.definition("EnvVar"));
        overrides.withObject("/tolerations").set("items", KubernetesSchemas.definition("Toleration"));
        for (String part : List.of("limits", "requests")) {
            overrides
                    .withObject("/resources/properties/" + part)
                    .put(SyntaxRules.KEY_RULE, "label-key")
                    .withObject("/additionalProperties")
                    .put(SyntaxRules.RULE, "quantity");
        }
        for (String key : List.of("accessKeyID", "secretAccessKey", "sessionToken")) {
            ObjectNode reference = schema.withObject(CREDENTIALS + key + "/properties/valueFromSecret/properties");
            reference.withObject("/name").put(SyntaxRules.RULE, "dns-subdomain");
            reference.withObject("/key").put(SyntaxRules.RULE, "data-key");
        }
        return schema;
    }
}
