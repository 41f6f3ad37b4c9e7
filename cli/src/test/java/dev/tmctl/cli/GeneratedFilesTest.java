package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.cli.completion.CompletionScripts;
import dev.tmctl.cli.completion.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is checked in must be what the code generates; `-Dgenerate` writes it.
class GeneratedFilesTest {
    private static final boolean WRITE = Boolean.getBoolean("generate");

    @ParameterizedTest
    @EnumSource
    void theCompletionsAreThoseOfTheCommands(Shell shell) throws IOException {
        Path file = Path.of("..", "completions", shell.fileName());
        String generated = CompletionScripts.of(shell, GenerateDocs.commandLine());
        if (WRITE) {
            Files.writeString(file, generated);
        }
        assertThat(Files.readString(file)).isEqualTo(generated).doesNotContain("\r");
    }

    @Test
    void theManPagesAreThoseOfTheCommands() throws IOException {
        Path folder = Path.of("..", "man");
        Map<String, String> generated = GenerateDocs.manPages();
        if (WRITE) {
            Files.createDirectories(folder);
            for (String stale : pages(folder).keySet()) {
                Files.delete(folder.resolve(stale));
            }
            for (Map.Entry<String, String> page : generated.entrySet()) {
                Files.writeString(folder.resolve(page.getKey()), page.getValue());
            }
        }
        assertThat(pages(folder)).isEqualTo(generated);
    }

    private static Map<String, String> pages(Path folder) throws IOException {
        Map<String, String> pages = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().matches(".*\\.[17]")).forEach(file -> {
                try {
                    pages.put(file.getFileName().toString(), Files.readString(file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return pages;
    }
}
