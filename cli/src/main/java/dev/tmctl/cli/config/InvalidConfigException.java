package dev.tmctl.cli.config;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// A `config.yaml` with mistakes. Nothing was changed.
public final class InvalidConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final transient List<ConfigMistake> mistakes;

    /// @param file where it is
    /// @param mistakes all that is wrong, in the order of the file; never empty
    public InvalidConfigException(Path file, List<ConfigMistake> mistakes) {
        super(file + ": "
                + mistakes.stream()
                        .map(mistake -> mistake.key() + ": " + mistake.message())
                        .collect(Collectors.joining("; ")));
        this.file = file;
        this.mistakes = List.copyOf(mistakes);
    }

    /// Where the file is.
    public Path file() {
        return file;
    }

    /// All that is wrong, in the order of the file.
    public List<ConfigMistake> mistakes() {
        return mistakes;
    }
}
