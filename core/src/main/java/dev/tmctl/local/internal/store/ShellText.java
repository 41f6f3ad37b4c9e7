package dev.tmctl.local.internal.store;

import java.nio.file.Path;

/// Paths as they stand in a command for a shell.
final class ShellText {

    private ShellText() {}

    static String of(Path path) {
        String text = path.toString();
        return text.matches("[\\w@%+=:,./-]+") && !text.startsWith("-") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
