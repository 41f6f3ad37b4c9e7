package dev.tmctl.dump;

import dev.tmctl.dump.Dump.Warning;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a user should know of a dump, each once.
final class Warnings {
    private final List<Warning> all = new ArrayList<>();

    void add(String text) {
        add(text, null);
    }

    /// @param next the command that does better, or null
    void add(String text, @Nullable String next) {
        Warning warning = new Warning(text, next);
        if (!all.contains(warning)) {
            all.add(warning);
        }
    }

    List<Warning> all() {
        return List.copyOf(all);
    }
}
