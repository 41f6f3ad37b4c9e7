package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What is checked in must be what the code generates; `-Dgenerate` writes it.
class GeneratedFilesTest {
    @Test
    void should_have_the_bash_completion_of_the_commands_as_they_are() throws IOException {
        Path file = Path.of("..", "completions", "tmctl.bash");
        String generated = GenerateDocs.bashCompletion();
        if (Boolean.getBoolean("generate")) {
            Files.writeString(file, generated);
        }
        assertThat(Files.readString(file)).isEqualTo(generated);
    }
}
