package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// The examples of the help name only commands and options that there are, and every command has one.
class ExamplesTest {
    static Stream<String> examples() {
        return Examples.all().stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void should_be_understood(String example) {
        String command =
                example.substring(example.indexOf("tmctl ") + "tmctl ".length()).replaceAll(" [|<>] .*", "");
        List<String> words = ShellWords.of(command);
        assertThatCode(() -> GenerateDocs.commandLine().parseArgs(words.toArray(String[]::new)))
                .doesNotThrowAnyException();
    }

    @Test
    void should_be_there_for_every_command() {
        check(GenerateDocs.commandLine());
    }

    private static void check(CommandLine command) {
        if (command.getSubcommands().isEmpty()) {
            assertThat(command.getCommandSpec().usageMessage().footer())
                    .as(command.getCommandSpec().qualifiedName())
                    .isNotEmpty();
        }
        command.getSubcommands().values().forEach(ExamplesTest::check);
    }
}
