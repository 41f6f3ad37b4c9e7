package dev.tmctl.cli.config;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Something in `config.yaml` that no command can do anything with.
///
/// @param key the key that is wrong, or null where the text has no such
/// @param message what is wrong with it, and what is allowed
public record ConfigMistake(@Nullable String key, String message) {
    /// Keys that are a word for every shell.
    private static final Pattern WORD = Pattern.compile("\\w[\\w.-]*");

    /// Whether `config unset` mends it.
    public boolean isMendable() {
        return key != null && WORD.matcher(key).matches();
    }

    /// Whether the key is that of no setting.
    public boolean isUnknown() {
        return key != null && Setting.of(key).isEmpty();
    }
}
