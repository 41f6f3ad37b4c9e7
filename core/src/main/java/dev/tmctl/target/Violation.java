package dev.tmctl.target;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// One rule that an input breaks.
///
/// @param field the field's dotted path, for example `auth.credentials.secretAccessKey`
/// @param message what is wrong and what is expected; it quotes the given value unless the value is a secret
public record Violation(String field, String message) {
    public Violation {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(message, "message");
    }

    /// The same violation seen from an enclosing object, for example `spec`.
    public Violation under(String parent) {
        return new Violation(field.isEmpty() ? parent : parent + "." + field, message);
    }

    /// Several of them in one line.
    public static String inOneLine(List<Violation> violations) {
        return violations.stream().map(Violation::toString).collect(Collectors.joining("; "));
    }

    @Override
    public String toString() {
        return field + ": " + message;
    }
}
