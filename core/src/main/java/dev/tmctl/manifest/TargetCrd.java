package dev.tmctl.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The CustomResourceDefinition of AWSKinesisTarget: upstream's group, version, names and fields, for every
/// AWS partition, and with this tool's own fields.
public final class TargetCrd {
    private static final String RESOURCE = "awskinesistargets.yaml";

    private TargetCrd() {}

    /// The definition as YAML.
    public static String yaml() {
        return text(RESOURCE);
    }

    private static String text(String name) {
        try (InputStream in = TargetCrd.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The definition's content.
    public static JsonNode content() {
        return resource(RESOURCE);
    }

    /// The content of a file that ships beside the definition.
    static JsonNode resource(String name) {
        return YamlDocuments.only(text(name), name);
    }

    /// The schema of the version that there is, an OpenAPI 3 schema as Kubernetes takes it.
    static JsonNode schema() {
        return content().path("spec").path("versions").path(0).path("schema").path("openAPIV3Schema");
    }
}
