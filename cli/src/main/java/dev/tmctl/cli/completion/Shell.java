package dev.tmctl.cli.completion;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The shells whose command line can be completed.
///
/// Their scripts are made from the commands when the tool is built and packed with it: every new shell of a user
/// waits for `tmctl completion`, so nothing is generated then.
public enum Shell {
    /// GNU bash, 3.2 or later.
    BASH("tmctl.bash"),
    /// zsh; the file has the name that zsh looks for in its `fpath`.
    ZSH("_tmctl"),
    /// fish, 3.2 or later.
    FISH("tmctl.fish");

    private final String fileName;

    Shell(String fileName) {
        this.fileName = fileName;
    }

    /// The shell of that name, whatever its case; empty for a shell that is not supported.
    public static Optional<Shell> named(String name) {
        return Arrays.stream(values())
                .filter(shell -> shell.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /// Its name as a user types it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The script's file in the folder `completions`.
    public String fileName() {
        return fileName;
    }

    /// The script.
    ///
    /// @throws IllegalStateException when the tool was built without its scripts
    /// @throws IOException when it cannot be read from the tool's files
    public String script() throws IOException {
        try (InputStream packed = Shell.class.getResourceAsStream(fileName)) {
            if (packed == null) {
                throw new IllegalStateException("built without " + fileName);
            }
            return new String(packed.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
