package dev.tmctl.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Our schemas say nothing that Kubernetes' do not: every field is there, of the same type, and needed where theirs is.
class KubernetesSchemasTest {
    private static final Path OFFICIAL = Path.of("../target/kubernetes-schemas");
    private static final Map<String, String> OF = Map.ofEntries(
            Map.entry("Secret", "core.v1.Secret"),
            Map.entry("ServiceAccount", "core.v1.ServiceAccount"),
            Map.entry("Service", "core.v1.Service"),
            Map.entry("PodSpec", "core.v1.PodSpec"),
            Map.entry("EnvVar", "core.v1.EnvVar"),
            Map.entry("Toleration", "core.v1.Toleration"),
            Map.entry("Affinity", "core.v1.Affinity"),
            Map.entry("Deployment", "apps.v1.Deployment"),
            Map.entry("PodDisruptionBudget", "policy.v1.PodDisruptionBudget"),
            Map.entry("HorizontalPodAutoscaler", "autoscaling.v2.HorizontalPodAutoscaler"),
            Map.entry("NetworkPolicy", "networking.v1.NetworkPolicy"));

    /// What comes from elsewhere is known with every field of the oldest version.
    private static final Set<String> WHOLE = Set.of("Secret", "Affinity", "Toleration", "EnvVar");

    @Test
    void sayWhatKubernetesSays() throws IOException {
        for (Path version : versions()) {
            JsonNode definitions = new ObjectMapper()
                    .readTree(version.resolve("_definitions.json").toFile())
                    .path("$defs");
            List<String> differences = new ArrayList<>();
            new TreeMap<>(OF)
                    .forEach((ours, theirs) -> compare(
                            ours,
                            KubernetesSchemas.definition(ours),
                            definitions.path("io.k8s.api." + theirs),
                            definitions,
                            WHOLE.contains(ours),
                            differences));
            // was needed until it could be left out
            differences.remove("NetworkPolicy.spec: requires [podSelector], they []");
            if (!version.equals(versions().getLast())) {
                // came later, or was not said
                differences.removeIf(difference -> difference.endsWith("matchLabelKeys: they have none")
                        || difference.endsWith(": requires [spec], they []"));
            }
            assertThat(differences).as(version.toString()).isEmpty();
        }
    }

    private static List<Path> versions() throws IOException {
        assumeTrue(
                Files.isDirectory(OFFICIAL), "no Kubernetes schemas; scripts/fetch-kubernetes-schemas.sh brings them");
        try (Stream<Path> folders = Files.list(OFFICIAL)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static void compare(
            String place,
            JsonNode ours,
            JsonNode given,
            JsonNode definitions,
            boolean whole,
            List<String> differences) {
        JsonNode theirs = resolved(given, definitions);
        if (theirs.isMissingNode()) {
            differences.add(place + ": they have none");
            return;
        }
        String type = ours.path("x-kubernetes-int-or-string").asBoolean() ? "int-or-string" : type(ours);
        if (!type.equals(type(theirs))
                && !(type.equals("int-or-string") && type(theirs).matches("string|number"))) {
            differences.add(place + ": is " + type + ", theirs " + type(theirs));
        }
        Set<String> needed = texts(ours.path("required"));
        if (ours.path("properties").isObject() && !needed.equals(texts(theirs.path("required")))) {
            differences.add(place + ": requires " + needed + ", they " + texts(theirs.path("required")));
        }
        ours.path("properties")
                .properties()
                .forEach(property -> compare(
                        place + "." + property.getKey(),
                        property.getValue(),
                        theirs.path("properties").path(property.getKey()),
                        definitions,
                        whole,
                        differences));
        if (whole && ours.path("properties").isObject()) {
            Set<String> missing = names(theirs.path("properties"));
            missing.removeAll(names(ours.path("properties")));
            // younger than most clusters, and needs a volume
            missing.remove("fileKeyRef");
            if (!missing.isEmpty()) {
                differences.add(place + ": lacks " + missing);
            }
        }
        for (String inner : List.of("items", "additionalProperties")) {
            if (ours.path(inner).isObject()) {
                compare(place + "." + inner, ours.path(inner), theirs.path(inner), definitions, whole, differences);
            }
        }
    }

    private static JsonNode resolved(JsonNode node, JsonNode definitions) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty()
                ? node
                : resolved(definitions.path(reference.substring(reference.lastIndexOf('/') + 1)), definitions);
    }

    private static String type(JsonNode schema) {
        if (schema.path("oneOf").isArray() && !schema.has("properties")) {
            return "int-or-string";
        }
        JsonNode type = schema.path("type");
        return type.isArray() ? type.path(0).asText() : type.asText();
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static Set<String> names(JsonNode object) {
        return new TreeSet<>(object.propertyStream().map(Map.Entry::getKey).toList());
    }

    private static List<String> check(String yaml) {
        return KubernetesSchemas.check(YamlDocuments.only(yaml, "t")).stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void tellWhatIsWrongWithASecretAndNotWhatIsInIt() {
        assertThat(check("""
                        apiVersion: v1
                        kind: Secret
                        metadata: {name: aws_keys, namespace: a.b, labels: {x: "y z"}, annotations: {"a b": c}}
                        stringdata: {}
                        data: {id: hush!, key: 12345}
                        stringData: {"a b": hush}
                        """))
                .containsExactly(
                        "data.key: is a number; expected a string, put it in quotes",
                        "stringdata: is not a field of Secret; there are [apiVersion, data, immutable, kind, metadata, "
                                + "stringData, type]",
                        "metadata.name: \"aws_keys\" is not a Kubernetes name; expected lower-case letters, digits, \"-\" "
                                + "and \".\", up to 253",
                        "metadata.namespace: \"a.b\" is not a DNS label; expected 1 to 63 lower-case letters, digits and "
                                + "inner hyphens",
                        "metadata.labels.x: \"y z\" is not a label value; expected up to 63 letters, digits, \"-\", \"_\" "
                                + "and \".\", with a letter or digit at both ends",
                        "metadata.annotations[\"a b\"]: is not an annotation key; expected [PREFIX/]NAME, NAME of up to "
                                + "63 letters, digits, \"-\", \"_\" and \".\", PREFIX a DNS name",
                        "data.id: is not Base64; expected Base64, or the key in stringData",
                        "data.key: is not Base64; expected Base64, or the key in stringData",
                        "stringData[\"a b\"]: is not a key of a Secret; expected up to 253 letters, digits, \"-\", \"_\" "
                                + "and \".\"");
    }

    @Test
    void tellsAKindThatIsNotWritten() {
        assertThatThrownBy(() -> check("{apiVersion: v1, kind: Pod}")).hasMessage("there is no schema of Pod");
    }

    @Test
    void areStrictAboutWhatIsWritten() {
        assertThat(check("""
                        apiVersion: v1
                        kind: Service
                        metadata: {name: 9a}
                        spec: {ports: [{port: 70000, name: http}, {targetPort: x}], selectors: {}}
                        """))
                .containsExactly(
                        "spec.ports[0].port: 70000 is out of range; expected at most 65535",
                        "spec.ports[1].port: is missing",
                        "spec.selectors: is not a field of Service; there are [ports, selector]",
                        "metadata.name: \"9a\" is not a Service's name; expected a lower-case letter, then up to 62 "
                                + "lower-case letters, digits and inner hyphens");
    }
}
