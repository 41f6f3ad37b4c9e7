package dev.tmctl.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tmctl.target.Quoted;
import dev.tmctl.target.SecretText;
import dev.tmctl.target.Violation;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds the value behind `{value}` or `{valueFromSecret: {name, key}}`, by the Secret's name and the key's.
final class SecretReferences {
    /// Names that fit into a message.
    private static final int MAX_SHOWN = 10;

    private final Secrets.Visible secrets;
    private final List<Violation> violations;

    /// @param secrets the manifest's Secrets
    SecretReferences(Secrets.Visible secrets, List<Violation> violations) {
        this.secrets = secrets;
        this.violations = violations;
    }

    /// The value, or null when there is none or a rule is broken.
    @Nullable
    SecretText resolve(JsonNode credentials, String leaf) {
        String field = "spec.auth.credentials." + leaf;
        JsonNode node = credentials.get(leaf);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isObject()) {
            violations.add(new Violation(field, "is " + kindOf(node) + "; expected value or valueFromSecret under it"));
            return null;
        }
        KnownFields.check(node, field, Set.of("value", "valueFromSecret"), violations);
        KnownFields.check(node.path("valueFromSecret"), field + ".valueFromSecret", Set.of("name", "key"), violations);
        boolean value = node.hasNonNull("value");
        boolean reference = node.hasNonNull("valueFromSecret");
        if (value == reference) {
            violations.add(new Violation(
                    field,
                    value ? "has value and valueFromSecret; keep one" : "has neither value nor valueFromSecret"));
            return null;
        }
        return value ? literal(node.get("value"), field + ".value") : referenced(node.get("valueFromSecret"), field);
    }

    private @Nullable SecretText literal(JsonNode value, String field) {
        if (!value.isTextual()) {
            violations.add(new Violation(field, "is " + kindOf(value) + "; expected a string, put it in quotes"));
            return null;
        }
        return new SecretText(value.asText());
    }

    private @Nullable SecretText referenced(JsonNode reference, String parent) {
        String field = parent + ".valueFromSecret";
        JsonNode name = reference.path("name");
        JsonNode key = reference.path("key");
        if (!name.isTextual() || !key.isTextual()) {
            violations.add(new Violation(field, "needs the strings name and key"));
            return null;
        }
        JsonNode secret = secrets.find(name.asText());
        if (secret == null) {
            violations.add(new Violation(
                    field + ".name",
                    "names the Secret " + Quoted.of(name.asText()) + ", which is not in the manifest"
                            + among(secrets.names())));
            return null;
        }
        String where = "Secret " + Quoted.of(name.asText());
        JsonNode plain = secret.path("stringData").get(key.asText());
        if (plain != null) {
            // as in Kubernetes, stringData wins over data
            return plain.isTextual()
                    ? new SecretText(plain.asText())
                    : wrong(
                            field + ".key",
                            where + " stringData." + key.asText() + " is " + kindOf(plain)
                                    + "; expected a string, put it in quotes");
        }
        JsonNode encoded = secret.path("data").get(key.asText());
        if (encoded == null) {
            TreeSet<String> keys = new TreeSet<>();
            secret.path("data").fieldNames().forEachRemaining(keys::add);
            secret.path("stringData").fieldNames().forEachRemaining(keys::add);
            return wrong(field + ".key", where + " has no key " + Quoted.of(key.asText()) + "; it has " + keys);
        }
        return decoded(encoded, field + ".key", where + " data." + key.asText());
    }

    private @Nullable SecretText decoded(JsonNode encoded, String field, String where) {
        if (!encoded.isTextual()) {
            return wrong(field, where + " is " + kindOf(encoded) + "; expected a Base64 string");
        }
        try {
            if (!isBase64(encoded.asText())) {
                throw new IllegalArgumentException("not Base64");
            }
            byte[] bytes = Base64.getMimeDecoder().decode(encoded.asText());
            return new SecretText(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return wrong(field, where + " is not Base64 of a text (stringData takes plain text)");
        }
    }

    /// Whether it is Base64, in lines or not, and nothing else.
    static boolean isBase64(String text) {
        String packed = text.replaceAll("\\s", "");
        return packed.matches("[A-Za-z0-9+/]*={0,2}") && packed.length() % 4 == 0;
    }

    private @Nullable SecretText wrong(String field, String message) {
        violations.add(new Violation(field, message));
        return null;
    }

    private static String among(SortedSet<String> names) {
        if (names.isEmpty()) {
            return "";
        }
        return names.size() <= MAX_SHOWN
                ? "; it has " + names
                : "; it has " + names.stream().limit(MAX_SHOWN).toList() + " and " + (names.size() - MAX_SHOWN)
                        + " more";
    }

    static String kindOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case NULL, MISSING -> "empty";
            case BINARY, POJO -> "binary";
        };
    }
}
