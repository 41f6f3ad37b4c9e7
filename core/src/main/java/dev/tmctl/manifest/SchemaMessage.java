package dev.tmctl.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import dev.tmctl.target.Quoted;
import dev.tmctl.target.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// One finding of the schema's validator in our words, with the field's path as `kubectl explain` writes it.
///
/// @param error what the validator found
/// @param root the whole schema
/// @param object the object that was checked
record SchemaMessage(Error error, JsonNode root, JsonNode object) {
    private static final Set<Object> SECRET = Set.of("credentials", "env", "data", "stringData");

    Violation violation() {
        List<Object> place = place();
        JsonNode schema = schemaOf(place);
        JsonNode value = valueOf(place);
        if (isOneOf()) {
            return new Violation(FieldPath.of(place()), oneOf());
        }
        return switch (error.getKeyword()) {
            case "additionalProperties" ->
                new Violation(
                        FieldPath.of(with(place, error.getProperty())),
                        "is not a field of " + object.path("kind").asText("the object") + "; there are "
                                + names(schema.path("properties")));
            case "required" -> missing(with(place, error.getProperty()));
            case "type" ->
                new Violation(
                        FieldPath.of(place),
                        "is " + SecretReferences.kindOf(value) + given(place, value) + "; expected "
                                + expected(schema.path("type")));
            case "enum" ->
                new Violation(
                        FieldPath.of(place),
                        Quoted.of(Written.of(value)) + " is not one of " + elements(schema.path("enum")));
            case "minimum", "maximum" ->
                new Violation(
                        FieldPath.of(place),
                        Written.of(value) + " is out of range; expected at " + bound(schema, error.getKeyword()));
            case "pattern" -> new Violation(FieldPath.of(place), Quoted.of(Written.of(value)) + " " + mismatch(schema));
            default -> new Violation(FieldPath.of(place), error.getMessage());
        };
    }

    private static String bound(JsonNode schema, String keyword) {
        return (keyword.equals("minimum") ? "least " : "most ")
                + schema.path(keyword).asText();
    }

    private Violation missing(List<Object> place) {
        JsonNode alternatives = schemaOf(place).path("oneOf");
        return new Violation(
                FieldPath.of(place),
                alternatives.isArray() ? "is missing; it has one of " + required(alternatives) : "is missing");
    }

    /// The validator tells what is wrong with each alternative; what a user wants to know is which there are.
    private boolean isOneOf() {
        NodePath path = error.getEvaluationPath();
        for (int i = 0; i < path.getNameCount(); i++) {
            if ("oneOf".equals(path.getElement(i))) {
                return true;
            }
        }
        return false;
    }

    private String oneOf() {
        JsonNode value = valueOf(place());
        List<String> alternatives = required(schemaOf(place()).path("oneOf"));
        List<String> there = alternatives.stream().filter(value::has).toList();
        return there.isEmpty()
                ? "has none of " + String.join(", ", alternatives) + "; give one"
                : "has " + String.join(" and ", there) + "; keep exactly one of them";
    }

    private static List<String> required(JsonNode alternatives) {
        List<String> names = new ArrayList<>();
        alternatives.forEach(
                alternative -> names.add(alternative.path("required").path(0).asText()));
        return names;
    }

    private static String mismatch(JsonNode schema) {
        return schema.has("x-kubernetes-int-or-string")
                ? "is not a quantity; expected one like 500m or 128Mi"
                : "does not match " + schema.path("pattern").asText();
    }

    /// Values that may be secrets are not repeated.
    private static String given(List<Object> place, JsonNode value) {
        return value.isContainerNode() || place.stream().anyMatch(SECRET::contains)
                ? ""
                : " (" + Quoted.of(Written.of(value)) + ")";
    }

    private static String expected(JsonNode type) {
        return switch (type.isArray() ? "int-or-string" : type.asText()) {
            case "object" -> "an object";
            case "array" -> "a list";
            case "string" -> "a string, put it in quotes";
            case "boolean" -> "true or false";
            case "integer" -> "an integer";
            default -> "an integer or a string";
        };
    }

    private static String names(JsonNode properties) {
        TreeSet<String> names = new TreeSet<>();
        properties.fieldNames().forEachRemaining(names::add);
        return names.toString();
    }

    private static String elements(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(element -> texts.add(element.asText()));
        return String.join(", ", texts);
    }

    private List<Object> place() {
        NodePath path = error.getInstanceLocation();
        List<Object> place = new ArrayList<>();
        for (int i = 0; i < path.getNameCount(); i++) {
            place.add(path.getElement(i));
        }
        return place;
    }

    private static List<Object> with(List<Object> place, String field) {
        List<Object> longer = new ArrayList<>(place);
        longer.add(field);
        return longer;
    }

    private JsonNode schemaOf(List<Object> place) {
        JsonNode schema = root;
        for (Object step : place) {
            JsonNode property = schema.path("properties").path(step.toString());
            schema = step instanceof Integer
                    ? schema.path("items")
                    : property.isMissingNode() ? schema.path("additionalProperties") : property;
        }
        return schema;
    }

    private JsonNode valueOf(List<Object> place) {
        JsonNode value = object;
        for (Object step : place) {
            value = step instanceof Integer index ? value.path(index) : value.path(step.toString());
        }
        return value;
    }
}
