package dev.tmctl.target;

import java.util.List;

/// Input that breaks at least one rule. Nothing was written or started.
public final class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    /// @param violations every broken rule, in the order of the fields; never empty
    public InvalidInputException(List<Violation> violations) {
        super(Violation.inOneLine(violations));
        this.violations = List.copyOf(violations);
    }

    /// A single broken rule.
    public InvalidInputException(String field, String message) {
        this(List.of(new Violation(field, message)));
    }

    /// Every broken rule, in the order of the fields.
    public List<Violation> violations() {
        return violations;
    }
}
