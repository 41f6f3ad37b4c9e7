package dev.tmctl.cli.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The text of `config.yaml` as entries of a map, one behind the other, whether or not it is valid YAML.
record ConfigText(String text) {
    private static final String KEY =
            "(?:\"([^\"\\r\\n]+)\"|'([^'\\r\\n]+)'|([^\\s#\"'\\[\\]{},&*!|>%@`:-][^:\\r\\n]*?))";
    private static final Pattern ENTRY = Pattern.compile(KEY + "[ \\t]*:(?:[ \\t].*)?");
    private static final Pattern LINE = Pattern.compile(
            KEY + "[ \\t]*:[ \\t]+(\"([^\"\\\\]*)\"|'([^']*)'|([^\\s#\"'&*!|>%@`{\\[][^#]*?))[ \\t]*(?:[ \\t]#.*)?");

    /// An entry, with the lines that go on with it.
    ///
    /// @param start where its first line begins
    /// @param end where the line behind its last one begins
    private record Entry(String key, int start, int end) {}

    /// The values of a text that is nothing but comments and settings with valid values, each on a line of its own.
    /// Empty for every other text: a YAML parser has to look at that.
    Optional<Map<String, String>> settings() {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                continue;
            }
            Matcher parts = LINE.matcher(line);
            Optional<Setting> setting = parts.matches() ? Setting.of(key(parts)) : Optional.empty();
            String value = setting.isPresent() ? scalar(parts) : "";
            if (setting.isEmpty() || !setting.get().takes(value) || values.put(key(parts), value) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    /// The value that stands on the line of a key, or null where it does not.
    @Nullable
    String value(String key) {
        for (Entry entry : entries(key)) {
            Matcher parts = LINE.matcher(line(entry.start));
            if (parts.matches() && entry.end == nextLine(entry.start)) {
                return scalar(parts);
            }
        }
        return null;
    }

    /// The keys in their order, those that are repeated too.
    List<String> keys() {
        return entries().stream().map(Entry::key).toList();
    }

    /// The text with another value for a key, whose first entry it replaces; a comment behind a value stays. A key
    /// that is missing is added.
    ///
    /// @param value as it is to be written
    ConfigText with(String key, String value) {
        List<Entry> same = entries(key);
        String end = text.contains("\r\n") ? "\r\n" : "\n";
        if (same.isEmpty()) {
            String before = text.isEmpty() || text.endsWith("\n") ? text : text + end;
            return new ConfigText(before + key + ": " + value + end);
        }
        Entry first = same.getFirst();
        String line = line(first.start);
        Matcher parts = LINE.matcher(line);
        String written = parts.matches() && first.end == nextLine(first.start)
                ? line.substring(0, parts.start(4)) + value + line.substring(parts.end(4))
                : key + ": " + value;
        String tail = text.substring(0, first.end).endsWith("\n") ? end : "";
        ConfigText others = without(same.subList(1, same.size()));
        return new ConfigText(
                others.text.substring(0, first.start) + written + tail + others.text.substring(first.end));
    }

    /// The text without the entries of a key.
    ConfigText without(String key) {
        return without(entries(key));
    }

    private ConfigText without(List<Entry> entries) {
        String left = text;
        for (Entry entry : entries.reversed()) {
            left = left.substring(0, entry.start) + left.substring(entry.end);
        }
        return new ConfigText(left);
    }

    private List<Entry> entries(String key) {
        return entries().stream().filter(entry -> entry.key.equals(key)).toList();
    }

    private List<Entry> entries() {
        List<Entry> found = new ArrayList<>();
        String key = null;
        int start = 0;
        int end = 0;
        for (int at = 0; at < text.length(); at = nextLine(at)) {
            String line = line(at);
            Matcher parts = ENTRY.matcher(line);
            if (parts.matches()) {
                if (key != null) {
                    found.add(new Entry(key, start, end));
                }
                key = key(parts);
                start = at;
                end = nextLine(at);
            } else if (!line.isBlank() && " \t-]}".indexOf(line.charAt(0)) >= 0 && !line.startsWith("---")) {
                end = nextLine(at);
            }
        }
        if (key != null) {
            found.add(new Entry(key, start, end));
        }
        return found;
    }

    private int nextLine(int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end + 1;
    }

    private String line(int at) {
        return text.substring(at, nextLine(at)).stripTrailing();
    }

    private static String key(Matcher parts) {
        return group(parts, 1, 3);
    }

    private static String scalar(Matcher parts) {
        return group(parts, 5, 7).strip();
    }

    private static String group(Matcher parts, int from, int to) {
        for (int group = from; group < to; group++) {
            if (parts.group(group) != null) {
                return parts.group(group);
            }
        }
        return parts.group(to);
    }
}
