package dev.tmctl.dump;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import org.jspecify.annotations.Nullable;

/// The characters that Go's `encoding/json`, and so TriggerMesh's `tmctl` and `kubectl`, write as escapes beside those
/// that JSON asks for, and DEL, which `kubectl` does not read.
///
/// @see <a href="https://pkg.go.dev/encoding/json#Marshal">encoding/json</a>
final class GoEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private static final String MORE = "<>&\u007f\u2028\u2029";

    @Override
    public int[] getEscapeCodesForAscii() {
        int[] codes = standardAsciiEscapesForJSON();
        MORE.chars().filter(c -> c < codes.length).forEach(c -> codes[c] = ESCAPE_CUSTOM);
        return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int c) {
        return MORE.indexOf(c) < 0 ? null : new SerializedString("\\u%04x".formatted(c));
    }
}
