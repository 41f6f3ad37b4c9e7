package dev.tmctl.dump;

import dev.tmctl.manifest.Placeholder;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The file of variables that a compose file takes its keys from. A user may have added lines to it.
///
/// @param values of the variables by name, as they stand in the file
/// @see <a
/// href="https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax">
///     Syntax</a>
public record EnvFile(SortedMap<String, String> values) {
    /// The first line of every such file, by which it is known again.
    public static final String MARK = "# Written by tmctl dump. Keep it secret.";

    private static final String LEFT_OUT = quoted(Placeholder.TEXT);
    private static final Pattern LINE =
            Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=.*", Pattern.DOTALL);

    /// Cuts behind each line's end, so that a line keeps the end that it has.
    private static final Pattern LINE_START = Pattern.compile("(?<=\n)");

    /// A file of these variables.
    static EnvFile of(Map<String, String> plain) {
        SortedMap<String, String> quoted = new TreeMap<>();
        plain.forEach((name, value) -> quoted.put(name, quoted(value)));
        return new EnvFile(quoted);
    }

    /// A new file.
    public String text() {
        return mergedInto(MARK + "\n");
    }

    /// An existing file with the variables in their places, or at the end. Lines of others stay as they are, and so
    /// does a key for which there is a placeholder only.
    ///
    /// @param existing the file's text
    public String mergedInto(String existing) {
        StringBuilder text = new StringBuilder();
        Set<String> there = new HashSet<>();
        for (String line : LINE_START.split(existing)) {
            Matcher matcher = LINE.matcher(line);
            String name = matcher.matches() ? matcher.group(1) : "";
            String value = values.get(name);
            there.add(name);
            if (value == null || value.equals(LEFT_OUT)) {
                text.append(line);
            } else {
                String rest = line.stripTrailing();
                text.append(name).append('=').append(value).append(line.substring(rest.length()));
            }
        }
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
        values.forEach((name, value) -> {
            if (!there.contains(name)) {
                text.append(name).append('=').append(value).append('\n');
            }
        });
        return text.toString();
    }

    /// Whether it has keys, or placeholders for them.
    public boolean hasKeys() {
        return !values.containsValue(LEFT_OUT);
    }

    /// In single quotes nothing has a meaning but a quote, and a backslash before one.
    private static String quoted(String value) {
        if (value.indexOf('\'') < 0 && value.indexOf('\\') < 0) {
            return "'" + value + "'";
        }
        return '"' + value.replaceAll("([\\\\\"$])", "\\\\$1") + '"';
    }
}
