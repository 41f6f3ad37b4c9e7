package dev.tmctl.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The Secrets among objects, by name. One that names no namespace is in every namespace, and a target that
/// names none may have any; where two have a name, the one of the very same namespace is meant.
final class Secrets {
    private final Map<String, List<JsonNode>> byName = new LinkedHashMap<>();

    Secrets(List<JsonNode> objects) {
        for (JsonNode object : objects) {
            if (ManifestObjects.isSecret(object)) {
                byName.computeIfAbsent(ManifestObjects.nameOf(object), _ -> new ArrayList<>())
                        .add(object);
            }
        }
    }

    /// The Secrets that a target of this namespace may name.
    ///
    /// @param namespace empty where the target names none
    Visible in(String namespace) {
        return new Visible(this, namespace);
    }

    /// The Secrets that a target may name.
    record Visible(Secrets secrets, String namespace) {
        /// The Secret of that name, or null.
        @Nullable
        JsonNode find(String name) {
            JsonNode found = null;
            boolean exact = false;
            for (JsonNode secret : secrets.byName.getOrDefault(name, List.of())) {
                String its = ManifestObjects.namespaceOf(secret);
                if (its.equals(namespace)) {
                    found = secret;
                    exact = true;
                } else if (found == null && !exact && (its.isEmpty() || namespace.isEmpty())) {
                    found = secret;
                }
            }
            return found;
        }

        /// The names that there are.
        SortedSet<String> names() {
            SortedSet<String> names = new TreeSet<>(secrets.byName.keySet());
            names.removeIf(name -> find(name) == null);
            return names;
        }
    }
}
