package dev.tmctl.cli.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The current context in upstream's `config.yaml`.
final class ContextFile {
    private static final Pattern CONTEXT = Pattern.compile("(?m)^context:\\s*[\"']?([^\"'\\s#]+)[\"']?\\s*(#.*)?$");

    private ContextFile() {}

    /// The configured context, if the file names one.
    static Optional<String> current(Path home) throws IOException {
        Path file = home.resolve("config.yaml");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Matcher context = CONTEXT.matcher(Files.readString(file));
        return context.find() ? Optional.of(context.group(1)) : Optional.empty();
    }
}
