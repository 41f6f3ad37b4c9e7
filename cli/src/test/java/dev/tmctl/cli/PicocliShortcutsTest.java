package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.cli.support.Streams;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What the picocli of the distribution takes for granted, where it would look at every start.
@DisplayNameGeneration(ReplaceUnderscores.class)
class PicocliShortcutsTest {
    private static Stream<CommandLine> commands() {
        PrintWriter none = new PrintWriter(Writer.nullWriter());
        return withSubcommands(Tmctl.commandLine(
                new Streams(InputStream.nullInputStream(), none, none, false, false, false, Map.of())));
    }

    private static Stream<CommandLine> withSubcommands(CommandLine command) {
        return Stream.concat(
                Stream.of(command),
                command.getSubcommands().values().stream().flatMap(PicocliShortcutsTest::withSubcommands));
    }

    @Test
    void should_have_no_command_that_is_a_method() {
        assertThat(commands()
                        .flatMap(command -> Stream.of(
                                command.getCommandSpec().userObject().getClass().getDeclaredMethods())))
                .isNotEmpty()
                .noneMatch((Method method) -> method.isAnnotationPresent(Command.class));
    }

    @Test
    void should_have_no_option_that_can_be_negated() {
        assertThat(commands().flatMap(command -> command.getCommandSpec().options().stream()))
                .isNotEmpty()
                .noneMatch(OptionSpec::negatable);
    }

    /// Of the types that picocli looks for by their names, only paths are converted.
    @Test
    void should_have_no_argument_with_a_time_or_a_database() {
        assertThat(commands()
                        .flatMap(command -> command.getCommandSpec().args().stream())
                        .flatMap((ArgSpec argument) -> Stream.of(argument.auxiliaryTypes()))
                        .map(Class::getPackageName)
                        .distinct())
                .contains("java.nio.file")
                .doesNotContain("java.time", "java.sql");
    }
}
