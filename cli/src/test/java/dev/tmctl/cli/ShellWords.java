package dev.tmctl.cli;

import java.util.List;
import java.util.regex.Pattern;

/// Cuts a command line into words as a shell does, as far as examples and messages need it.
final class ShellWords {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    private ShellWords() {}

    /// The words; what stands between single quotes is one.
    static List<String> of(String line) {
        return WORD.matcher(line)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toList();
    }
}
