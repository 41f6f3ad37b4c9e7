package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What the picocli of the distribution takes for granted, where it would look at every start; [ArchitectureTest] has
/// the rule of methods.
@DisplayNameGeneration(ReplaceUnderscores.class)
class PicocliShortcutsTest {
    private static Stream<CommandSpec> commands(CommandLine command) {
        return Stream.concat(
                Stream.of(command.getCommandSpec()),
                command.getSubcommands().values().stream().flatMap(PicocliShortcutsTest::commands));
    }

    @Test
    void should_have_no_option_that_can_be_negated() {
        assertThat(commands(GenerateDocs.commandLine()).flatMap(command -> command.options().stream()))
                .isNotEmpty()
                .noneMatch(OptionSpec::negatable);
    }

    /// Of the types that picocli looks for by their names, only paths are converted.
    @Test
    void should_have_no_argument_with_a_time_or_a_database() {
        assertThat(commands(GenerateDocs.commandLine())
                        .flatMap(command -> command.args().stream())
                        .flatMap((ArgSpec argument) -> Stream.of(argument.auxiliaryTypes()))
                        .map(Class::getPackageName)
                        .distinct())
                .contains("java.nio.file")
                .doesNotContain("java.time", "java.sql");
    }
}
