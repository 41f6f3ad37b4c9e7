package dev.tmctl.adapter;

import dev.tmctl.target.Quoted;
import dev.tmctl.target.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads environment variables and keeps every rule that one of them breaks. A variable that is set to nothing counts
/// as
/// not set, as in a manifest with an empty value.
final class Variables {
    static final int MAX_PORT = 65_535;

    /// Go's spellings, as upstream's adapter takes them.
    private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");

    private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");

    private final Map<String, String> environment;
    private final List<Violation> violations = new ArrayList<>();

    Variables(Map<String, String> environment) {
        this.environment = environment;
    }

    /// The value, or null where there is none.
    @Nullable
    String text(String name) {
        String value = environment.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /// The value, or another one where there is none.
    String text(String name, String otherwise) {
        String value = text(name);
        return value == null ? otherwise : value;
    }

    /// A boolean, or null where there is none.
    @Nullable
    Boolean flag(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        if (!TRUE.contains(text) && !FALSE.contains(text)) {
            violate(name, Quoted.of(text) + " is not a boolean; expected true or false");
        }
        return TRUE.contains(text);
    }

    /// A port from `least` to 65535, or null where there is none or it is not valid.
    @Nullable
    Integer port(String name, int least) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            int port = Integer.parseInt(text);
            if (port >= least && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // reported below like a number out of range
        }
        violate(name, Quoted.of(text) + " is not a port; expected " + least + " to " + MAX_PORT);
        return null;
    }

    void violate(String name, String message) {
        violations.add(new Violation(name, message));
    }

    /// Every broken rule so far.
    List<Violation> violations() {
        return violations;
    }
}
