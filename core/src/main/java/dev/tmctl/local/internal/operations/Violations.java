package dev.tmctl.local.internal.operations;

import dev.tmctl.local.internal.model.KinesisException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Collects the violations of the constraints in the API's model and reports them all at once, as AWS
/// does: the first letter of each member in lower case, elements of lists numbered from 1.
final class Violations {

    /// AWS stops counting there.
    private static final int MOST = 10;

    private static final int LONGEST_MATCHED = 2 * Constraints.ARN_MAX;

    private final List<String> found = new ArrayList<>();

    Violations required(String path, @Nullable Object value) {
        return value == null ? add(path, null, "Member must not be null") : this;
    }

    Violations pattern(String path, @Nullable String value, Pattern pattern) {
        // Nothing valid is longer, and some patterns take time by the square of the length.
        return value == null
                        || (value.length() <= LONGEST_MATCHED
                                && pattern.matcher(value).matches())
                ? this
                : add(path, value, "Member must satisfy regular expression pattern: " + pattern);
    }

    Violations length(String path, @Nullable String value, int min, int max) {
        return value == null ? this : length(path, value, value.codePointCount(0, value.length()), min, max);
    }

    Violations size(String path, @Nullable Collection<?> value, int min, int max) {
        return value == null ? this : length(path, value, value.size(), min, max);
    }

    Violations bytes(String path, byte @Nullable [] value, int max) {
        return value == null || value.length <= max
                ? this
                : length(
                        path,
                        "java.nio.HeapByteBuffer[pos=0 lim=%1$d cap=%1$d]".formatted(value.length),
                        value.length,
                        0,
                        max);
    }

    private Violations length(String path, Object value, int length, int min, int max) {
        if (length < min) {
            add(path, value, "Member must have length greater than or equal to " + min);
        }
        if (length > max) {
            add(path, value, "Member must have length less than or equal to " + max);
        }
        return this;
    }

    Violations range(String path, @Nullable Integer value, int min, int max) {
        if (value != null && value < min) {
            add(path, value, "Member must have value greater than or equal to " + min);
        }
        if (value != null && value > max) {
            add(path, value, "Member must have value less than or equal to " + max);
        }
        return this;
    }

    <E extends Enum<E>> Violations oneOf(String path, @Nullable String value, Class<E> type) {
        List<String> names =
                Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
        return value == null || names.contains(value)
                ? this
                : add(path, value, "Member must satisfy enum value set: [" + String.join(", ", names) + "]");
    }

    private Violations add(String path, @Nullable Object value, String rule) {
        String shown = value == null ? "null" : "'" + value + "'";
        found.add("Value " + shown + " at '" + path + "' failed to satisfy constraint: " + rule);
        return this;
    }

    /// @throws KinesisException when there was any violation
    void check() {
        if (found.isEmpty()) {
            return;
        }
        List<String> shown = found.subList(0, Math.min(MOST, found.size()));
        String noun = shown.size() == 1 ? " validation error detected: " : " validation errors detected: ";
        throw KinesisException.validation(shown.size() + noun + String.join("; ", shown));
    }
}
