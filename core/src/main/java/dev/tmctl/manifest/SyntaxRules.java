package dev.tmctl.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tmctl.target.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Applies the [SyntaxRule]s that a schema names, at the places where it names them. Values of a wrong type
/// are the validator's business.
final class SyntaxRules {
    static final String RULE = "x-rule";
    static final String KEY_RULE = "x-key-rule";

    private final List<Violation> violations = new ArrayList<>();

    private SyntaxRules() {}

    /// Every rule that is broken, in the order of the object's fields.
    static List<Violation> check(JsonNode schema, JsonNode object) {
        SyntaxRules rules = new SyntaxRules();
        rules.walk(schema, object, List.of());
        return rules.violations;
    }

    private void walk(JsonNode schema, JsonNode value, List<Object> place) {
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                List<Object> below = with(place, field.getKey());
                if (schema.has(KEY_RULE)) {
                    checkKey(SyntaxRule.named(schema.path(KEY_RULE).asText()), field.getKey(), below);
                }
                JsonNode property = schema.path("properties").path(field.getKey());
                walk(
                        property.isMissingNode() ? schema.path("additionalProperties") : property,
                        field.getValue(),
                        below);
            }
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                walk(schema.path("items"), value.path(i), with(place, i));
            }
        } else if (schema.has(RULE) && !value.isNull()) {
            SyntaxRule rule = SyntaxRule.named(schema.path(RULE).asText());
            if (!rule.holds(value.asText())) {
                violations.add(new Violation(FieldPath.of(place), rule.broken(Written.of(value))));
            }
        }
    }

    private void checkKey(SyntaxRule rule, String key, List<Object> place) {
        if (!rule.holds(key)) {
            violations.add(new Violation(FieldPath.of(place), rule.brokenKey()));
        }
    }

    private static List<Object> with(List<Object> place, Object step) {
        List<Object> longer = new ArrayList<>(place);
        longer.add(step);
        return longer;
    }
}
