package dev.tmctl.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tmctl.json.JsonTrees;
import dev.tmctl.target.AuthDraft;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.Quoted;
import dev.tmctl.target.TargetDraft;
import dev.tmctl.target.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads one AWSKinesisTarget object: every field's type is checked, unknown fields are refused, secrets are
/// looked up.
final class TargetReader {
    private static final Set<String> SPEC = Set.of(
            "arn", "partition", "partitionFrom", "ordered", "auth", "discardCloudEventContext", "adapterOverrides");
    private static final Set<String> AUTH = Set.of("credentials", "iam", "iamRole", "iamrole");
    private static final Set<String> CREDENTIALS =
            Set.of("accessKeyID", "secretAccessKey", "sessionToken", "assumeIamRole");
    private static final Set<String> IAM = Set.of("roleArn", "serviceAccount");

    private final JsonNode object;
    private final SecretReferences references;
    private final List<Violation> violations = new ArrayList<>();

    TargetReader(JsonNode object, Secrets.Visible secrets) {
        this.object = object;
        this.references = new SecretReferences(secrets, violations);
    }

    /// The draft of the target; the rules of [TargetDraft#validate()] are not checked yet.
    ///
    /// @throws InvalidInputException with every field of a wrong type and every secret that is not there
    TargetDraft read() {
        JsonNode spec = object.path("spec");
        onlyKnown(spec, "spec", SPEC);
        JsonNode metadata = object.path("metadata");
        mustBeObject(metadata, "metadata");
        mustBeObject(metadata.path("annotations"), "metadata.annotations");
        JsonNode annotations = metadata.path("annotations");
        String port = text(annotations, "metadata.annotations", ManifestObjects.PORT);
        String local = text(annotations, "metadata.annotations", ManifestObjects.LOCAL);
        JsonNode overrides = spec.get("adapterOverrides");
        mustBeObject(spec.path("adapterOverrides"), "spec.adapterOverrides");
        TargetDraft draft = new TargetDraft(
                text(metadata, "metadata", "name"),
                text(spec, "spec", "arn"),
                text(spec, "spec", "partition"),
                auth(spec.path("auth")),
                flag(spec, "spec", "discardCloudEventContext"),
                null,
                text(annotations, "metadata.annotations", ManifestObjects.ENDPOINT),
                port == null ? null : number(port),
                "true".equals(local),
                text(spec, "spec", "partitionFrom"),
                flag(spec, "spec", "ordered"),
                overrides == null || overrides.isNull() ? null : sorted(overrides));
        if (!violations.isEmpty()) {
            throw new InvalidInputException(violations);
        }
        return draft;
    }

    /// Keys sorted, so that two manifests that say the same make equal targets.
    private static String sorted(JsonNode overrides) {
        try {
            return JsonTrees.mapper()
                    .writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .writeValueAsString(
                            JsonTrees.mapper().convertValue(ManifestObjects.withoutNulls(overrides), Object.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read can be written", e);
        }
    }

    private AuthDraft auth(JsonNode auth) {
        onlyKnown(auth, "spec.auth", AUTH);
        JsonNode credentials = auth.path("credentials");
        onlyKnown(credentials, "spec.auth.credentials", CREDENTIALS);
        if (credentials.isObject() && ManifestObjects.withoutNulls(credentials).isEmpty()) {
            violations.add(
                    new Violation("spec.auth.credentials", "is empty; it needs accessKeyID and secretAccessKey"));
        }
        JsonNode iam = auth.path("iam");
        onlyKnown(iam, "spec.auth.iam", IAM);
        String iamRole = text(auth, "spec.auth", "iamRole");
        String pageSpelling = text(auth, "spec.auth", "iamrole");
        if (iamRole != null && pageSpelling != null) {
            violations.add(new Violation("spec.auth", "has iamRole and iamrole; keep one"));
        }
        return new AuthDraft(
                references.resolve(credentials, "accessKeyID"),
                references.resolve(credentials, "secretAccessKey"),
                references.resolve(credentials, "sessionToken"),
                text(credentials, "spec.auth.credentials", "assumeIamRole"),
                iamRole == null ? pageSpelling : iamRole,
                iam.isObject(),
                text(iam, "spec.auth.iam", "roleArn"),
                text(iam, "spec.auth.iam", "serviceAccount"));
    }

    private void onlyKnown(JsonNode parent, String path, Set<String> known) {
        mustBeObject(parent, path);
        KnownFields.check(parent, path, known, violations);
    }

    private void mustBeObject(JsonNode node, String path) {
        if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
            wrongType(path, node, "an object");
        }
    }

    private @Nullable String text(JsonNode parent, String path, String name) {
        JsonNode node = parent.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            wrongType(
                    name.contains("/") ? ManifestObjects.annotationPath(name) : path + "." + name,
                    node,
                    "a string, put it in quotes");
            return null;
        }
        return node.asText();
    }

    private @Nullable Boolean flag(JsonNode parent, String path, String name) {
        JsonNode node = parent.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isBoolean()) {
            wrongType(path + "." + name, node, "true or false");
            return null;
        }
        return node.asBoolean();
    }

    private @Nullable Integer number(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            violations.add(new Violation(
                    ManifestObjects.annotationPath(ManifestObjects.PORT), Quoted.of(text) + " is not a number"));
            return null;
        }
    }

    private void wrongType(String path, JsonNode node, String expected) {
        String given = node.isContainerNode() ? "" : " (" + Quoted.of(Written.of(node)) + ")";
        violations.add(new Violation(path, "is " + SecretReferences.kindOf(node) + given + "; expected " + expected));
    }
}
