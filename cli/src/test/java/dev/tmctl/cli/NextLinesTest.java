package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What stands behind `next:` is a command that can be run as it is, so a user may copy it unread.
class NextLinesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final String LABEL = "next:";

    private static List<String> lines() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.filter(file -> file.toString().endsWith(".pipe.txt"))
                    .flatMap(NextLinesTest::linesOf)
                    .filter(line -> line.startsWith(LABEL))
                    .map(line -> line.substring(LABEL.length()).strip())
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    private static Stream<String> linesOf(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void should_be_commands_without_a_word_to_fill_in() throws IOException {
        assertThat(lines()).hasSizeGreaterThan(10);
        for (String line : lines()) {
            List<String> words = ShellWords.of(line);
            assertThat(words.getFirst()).as(line).isEqualTo("tmctl");
            assertThat(words).as(line).noneMatch(word -> word.matches("[A-Z]{2,}"));
            String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
            assertThatCode(() -> GenerateDocs.commandLine().parseArgs(arguments))
                    .as(line)
                    .doesNotThrowAnyException();
        }
    }
}
