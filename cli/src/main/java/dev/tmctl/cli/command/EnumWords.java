package dev.tmctl.cli.command;

import java.util.Locale;

/// Enum constants as users type them.
final class EnumWords {
    private EnumWords() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
