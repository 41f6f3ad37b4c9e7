package dev.tmctl.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tmctl.json.JsonTrees;
import dev.tmctl.target.Auth;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.SecretText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes the Kubernetes objects of a target, with upstream's names, keys and labels.
public final class ManifestObjects {
    static final String API_VERSION = "targets.triggermesh.io/v1alpha1";
    static final String KIND = "AWSKinesisTarget";
    static final String CONTEXT_LABEL = "triggermesh.io/context";

    /// Settings of this machine, which the cluster's schema has no field for.
    static final String ENDPOINT = "tmctl.dev/endpoint";

    static final String PORT = "tmctl.dev/port";
    static final String LOCAL = "tmctl.dev/local";

    private ManifestObjects() {}

    /// The name of a target's Secret.
    public static String secretName(String target) {
        return target + "-secret";
    }

    /// The Secret with the target's keys, or null when the target has none.
    public static @Nullable Map<String, Object> secret(KinesisTarget target, String context) {
        if (!(target.auth() instanceof Auth.Credentials credentials)) {
            return null;
        }
        Map<String, Object> data = new TreeMap<>();
        data.put("accessKeyID", encode(credentials.accessKeyId()));
        data.put("secretAccessKey", encode(credentials.secretAccessKey()));
        if (credentials.sessionToken() != null) {
            data.put("sessionToken", encode(credentials.sessionToken()));
        }
        Map<String, Object> secret = new TreeMap<>();
        secret.put("apiVersion", "v1");
        secret.put("kind", "Secret");
        secret.put("metadata", metadata(secretName(target.name()), context));
        secret.put("data", data);
        secret.put("type", "Opaque");
        return secret;
    }

    /// The AWSKinesisTarget.
    public static Map<String, Object> target(KinesisTarget target, String context) {
        Map<String, Object> metadata = metadata(target.name(), context);
        Map<String, Object> annotations = new TreeMap<>();
        if (target.endpoint() != null) {
            annotations.put(ENDPOINT, target.endpoint().toString());
        }
        if (target.port() != null) {
            annotations.put(PORT, target.port().toString());
        }
        if (target.local()) {
            annotations.put(LOCAL, "true");
        }
        if (!annotations.isEmpty()) {
            metadata.put("annotations", annotations);
        }
        Map<String, Object> spec = new TreeMap<>();
        spec.put("arn", target.arn().toString());
        spec.put("partition", target.partitionKey().value());
        spec.put("auth", auth(target));
        if (target.discardCloudEventContext() != null) {
            spec.put("discardCloudEventContext", target.discardCloudEventContext());
        }
        if (target.partitioning().partitionFrom() != null) {
            spec.put("partitionFrom", target.partitioning().partitionFrom().toString());
        }
        if (target.ordered()) {
            spec.put("ordered", true);
        }
        if (target.adapterOverrides() != null) {
            spec.put("adapterOverrides", plain(target.adapterOverrides()));
        }
        Map<String, Object> object = new TreeMap<>();
        object.put("apiVersion", API_VERSION);
        object.put("kind", KIND);
        object.put("metadata", metadata);
        object.put("spec", spec);
        return object;
    }

    private static Map<String, Object> metadata(String name, String context) {
        Map<String, Object> metadata = new TreeMap<>();
        metadata.put("name", name);
        metadata.put("labels", new TreeMap<>(Map.of(CONTEXT_LABEL, context)));
        return metadata;
    }

    private static Map<String, Object> auth(KinesisTarget target) {
        return new TreeMap<>(
                switch (target.auth()) {
                    case Auth.Credentials keys -> Map.of("credentials", credentials(keys, secretName(target.name())));
                    case Auth.DefaultChain chain -> Map.of("iam", new TreeMap<>());
                    case Auth.WebIdentity role
                    when role.deprecatedField() && role.roleArn() != null -> Map.of("iamRole", role.roleArn());
                    case Auth.WebIdentity role -> Map.of("iam", iam(role));
                });
    }

    private static Map<String, Object> credentials(Auth.Credentials keys, String secret) {
        Map<String, Object> fields = new TreeMap<>();
        fields.put("accessKeyID", reference(secret, "accessKeyID"));
        fields.put("secretAccessKey", reference(secret, "secretAccessKey"));
        if (keys.sessionToken() != null) {
            fields.put("sessionToken", reference(secret, "sessionToken"));
        }
        if (keys.assumeIamRole() != null) {
            fields.put("assumeIamRole", keys.assumeIamRole());
        }
        return fields;
    }

    private static Map<String, Object> reference(String secret, String key) {
        return new TreeMap<>(Map.of("valueFromSecret", new TreeMap<>(Map.of("name", secret, "key", key))));
    }

    private static Map<String, Object> iam(Auth.WebIdentity role) {
        Map<String, Object> fields = new TreeMap<>();
        if (role.roleArn() != null) {
            fields.put("roleArn", role.roleArn());
        }
        if (role.serviceAccount() != null) {
            fields.put("serviceAccount", role.serviceAccount());
        }
        return fields;
    }

    private static Object plain(String json) {
        try {
            return JsonTrees.mapper().readValue(json, Object.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("adapterOverrides were JSON when they were read", e);
        }
    }

    private static String encode(SecretText secret) {
        return Base64.getEncoder().encodeToString(secret.reveal().getBytes(StandardCharsets.UTF_8));
    }

    static boolean isTarget(JsonNode object) {
        return hasTargetKind(object)
                && API_VERSION.equals(object.path("apiVersion").asText());
    }

    static boolean hasTargetKind(JsonNode object) {
        return KIND.equals(object.path("kind").asText());
    }

    static boolean isSecret(JsonNode object) {
        return "Secret".equals(object.path("kind").asText())
                && "v1".equals(object.path("apiVersion").asText());
    }

    static String nameOf(JsonNode object) {
        JsonNode name = object.path("metadata").path("name");
        return name.isNull() ? "" : Written.of(name);
    }

    static String namespaceOf(JsonNode object) {
        return object.path("metadata").path("namespace").asText("");
    }

    /// `Kind/name`, for people.
    static String titleOf(JsonNode object) {
        String kind = printable(Written.of(object.path("kind")));
        String name = printable(nameOf(object));
        if (kind.isEmpty()) {
            return "an object without a kind" + (name.isEmpty() ? "" : " (" + name + ")");
        }
        return name.isEmpty() ? kind + " without a name" : kind + "/" + name;
    }

    /// A manifest may come from anywhere, and must not drive a terminal.
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}\\x{80}-\\x{9f}]", "\uFFFD");
    }

    /// The path of an annotation.
    static String annotationPath(String name) {
        return FieldPath.of(List.of("metadata", "annotations", name));
    }

    /// A copy without the fields that are null, which for Kubernetes are not there.
    static JsonNode withoutNulls(JsonNode node) {
        JsonNode copy = node.deepCopy();
        removeNulls(copy);
        return copy;
    }

    private static void removeNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(object.propertyStream()
                    .filter(field -> field.getValue().isNull())
                    .map(Map.Entry::getKey)
                    .toList());
        }
        node.forEach(ManifestObjects::removeNulls);
    }
}
