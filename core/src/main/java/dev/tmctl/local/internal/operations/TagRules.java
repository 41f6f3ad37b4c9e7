package dev.tmctl.local.internal.operations;

import dev.tmctl.local.internal.model.KinesisException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Limits on tags (<https://docs.aws.amazon.com/streams/latest/dev/tagging.html>).
final class TagRules {

    static final int KEY_MAX = 128;
    static final int REQUEST_MAX = 200;

    private static final int VALUE_MAX = 256;
    private static final int STREAM_MAX = 50;
    private static final Pattern CHARACTERS = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-%@]*");

    private TagRules() {}

    static void validate(Violations violations, @Nullable NavigableMap<String, String> tags) {
        if (tags == null) {
            return;
        }
        violations.size("tags", tags.entrySet(), 1, REQUEST_MAX);
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            violations
                    .length("tags.key", tag.getKey(), 1, KEY_MAX)
                    .length("tags." + tag.getKey() + ".member", tag.getValue(), 0, VALUE_MAX);
        }
    }

    static NavigableMap<String, String> merge(NavigableMap<String, String> old, NavigableMap<String, String> added) {
        for (Map.Entry<String, String> tag : added.entrySet()) {
            if (!CHARACTERS.matcher(tag.getKey() + tag.getValue()).matches()) {
                throw KinesisException.invalidArgument(
                        "Some tags contain invalid characters. Valid characters: Unicode letters, digits, white space,"
                                + " _ . / = + - % @.");
            }
        }
        NavigableMap<String, String> merged = new TreeMap<>(old);
        merged.putAll(added);
        if (merged.size() > STREAM_MAX) {
            throw KinesisException.invalidArgument("Failed to add tags: a given stream cannot have more than "
                    + STREAM_MAX + " tags associated with it.");
        }
        return merged;
    }
}
