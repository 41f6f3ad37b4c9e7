package dev.tmctl.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tmctl.target.Violation;
import java.util.List;
import java.util.Set;

/// Finds fields that an object has and its definition has not.
final class KnownFields {
    /// The documentation page's spelling of `iamRole`, which is taken and not named.
    private static final String PAGE_SPELLING = "iamrole";

    private KnownFields() {}

    /// Adds a violation for each.
    static void check(JsonNode object, String path, Set<String> known, List<Violation> violations) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                violations.add(new Violation(
                        path + "." + name,
                        "is not a field of " + ManifestObjects.KIND + "; there are "
                                + known.stream()
                                        .filter(field -> !field.equals(PAGE_SPELLING))
                                        .sorted()
                                        .toList()));
            }
        });
    }
}
