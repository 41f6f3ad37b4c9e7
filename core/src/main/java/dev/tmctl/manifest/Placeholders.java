package dev.tmctl.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tmctl.manifest.TargetObjects.SecretKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Finds the [Placeholder]s of targets and of those keys of Secrets that targets name.
final class Placeholders {
    private static final String ENCODED =
            Base64.getEncoder().encodeToString(Placeholder.TEXT.getBytes(StandardCharsets.UTF_8));

    private final List<Slot> slots = new ArrayList<>();

    private Placeholders() {}

    /// A placeholder and what puts a value in its stead.
    record Slot(Placeholder placeholder, Consumer<String> fill) {}

    /// The placeholders in the order of the objects. Filling one changes its object.
    static List<Slot> in(TargetObjects objects) {
        Placeholders found = new Placeholders();
        Set<SecretKey> named = objects.namedKeys();
        for (JsonNode object : objects.objects()) {
            if (ManifestObjects.isSecret(object)) {
                found.inSecret(object, named);
            } else if (ManifestObjects.isTarget(object)) {
                found.inSpec(object.path("spec"), ManifestObjects.nameOf(object) + " spec", "/properties/spec", false);
            }
        }
        return found.slots;
    }

    private void inSecret(JsonNode secret, Set<SecretKey> named) {
        for (String part : List.of("data", "stringData")) {
            if (!(secret.path(part) instanceof ObjectNode values)) {
                continue;
            }
            boolean encoded = part.equals("data");
            for (String key : values.propertyStream().map(Map.Entry::getKey).toList()) {
                String text = values.path(key).asText("").strip();
                if ((text.equals(Placeholder.TEXT) || encoded && text.equals(ENCODED))
                        && named.contains(new SecretKey(secret, key))) {
                    slots.add(new Slot(
                            new Placeholder(ManifestObjects.nameOf(secret) + "/" + key, true),
                            value -> values.put(key, encoded ? encode(value) : value)));
                }
            }
        }
    }

    /// @param schema where the definition of the target describes the node
    private void inSpec(JsonNode node, String path, String schema, boolean secret) {
        if (node instanceof ObjectNode object) {
            for (String name : object.propertyStream().map(Map.Entry::getKey).toList()) {
                String below = path + "." + name;
                String described = schema + "/properties/" + name;
                boolean hidden = secret || hides(name);
                if (isPlaceholder(object.path(name))) {
                    // a variable is known by its name, not by its place
                    String variable = name.equals("value") ? object.path("name").asText() : "";
                    String label = variable.isEmpty() ? below : below + " (" + variable + ")";
                    slots.add(new Slot(
                            new Placeholder(label, hidden), value -> object.set(name, answer(described, value))));
                } else {
                    inSpec(object.path(name), below, described, hidden);
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                String below = path + "[" + i + "]";
                if (isPlaceholder(array.path(i))) {
                    slots.add(new Slot(
                            new Placeholder(below, secret),
                            value -> array.set(index, answer(schema + "/items", value))));
                } else {
                    inSpec(array.path(i), below, schema + "/items", secret);
                }
            }
        }
    }

    private static JsonNode answer(String schema, String value) {
        boolean flag = Set.of("true", "false").contains(value)
                && TargetCrd.schema().at(schema + "/type").asText().equals("boolean");
        return flag ? BooleanNode.valueOf(value.equals("true")) : TextNode.valueOf(value);
    }

    /// Keys, and whatever an adapter's environment may hold; ARNs and names may be seen.
    private static boolean hides(String field) {
        return Set.of("accessKeyID", "secretAccessKey", "sessionToken", "env").contains(field);
    }

    private static boolean isPlaceholder(JsonNode value) {
        return value.isTextual() && value.asText().strip().equals(Placeholder.TEXT);
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
