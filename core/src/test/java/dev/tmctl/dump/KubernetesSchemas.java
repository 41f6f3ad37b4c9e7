package dev.tmctl.dump;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Kubernetes' own schemas of one version, strict: an unknown field is an error.
/// `scripts/fetch-kubernetes-schemas.sh` brings them; they are made from Kubernetes' OpenAPI definitions.
final class KubernetesSchemas {
    private static final Path ALL = Path.of("../target/kubernetes-schemas");
    /// The address that the schemas give themselves; nothing is fetched from there.
    private static final String BASE = "https://kubernetes.io/api/";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path folder;
    private final SchemaRegistry registry;

    KubernetesSchemas(Path folder) {
        this.folder = folder;
        this.registry =
                SchemaRegistry.withDialect(Dialects.getDraft202012(), builder -> builder.schemas(this::definitions));
    }

    /// The folders of the versions that are there.
    static List<Path> versions() {
        if (!Files.isDirectory(ALL)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(ALL)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String definitions(String address) {
        try {
            return Files.readString(folder.resolve(address.substring(BASE.length())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is wrong with an object; nothing when it is valid.
    List<String> check(Map<String, Object> object) {
        JsonNode json = MAPPER.valueToTree(object);
        String[] version = json.path("apiVersion").asText().split("/");
        String group = version.length == 1 ? "" : "-" + version[0].replace(".k8s.io", "");
        String file = json.path("kind").asText().toLowerCase(Locale.ROOT) + group + "-" + version[version.length - 1];
        return check(json, file + ".json");
    }

    /// What is wrong with a pod's specification.
    List<String> checkPodSpec(JsonNode spec) {
        return check(spec, "_definitions.json#/$defs/io.k8s.api.core.v1.PodSpec");
    }

    private List<String> check(JsonNode json, String schema) {
        Schema validator = registry.getSchema(SchemaLocation.of(BASE + schema));
        return validator.validate(json).stream().map(Object::toString).toList();
    }
}
