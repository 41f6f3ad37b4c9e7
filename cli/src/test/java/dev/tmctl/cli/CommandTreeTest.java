package dev.tmctl.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.cli.command.RootCommand;
import dev.tmctl.cli.support.ConsoleIO;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// The command tree in process: help, usage errors and dry runs, without a network.
class CommandTreeTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Map<String, String> environment, String... arguments) {
        ConsoleIO console = new ConsoleIO(
                InputStream.nullInputStream(),
                new PrintWriter(out),
                new PrintWriter(err),
                false,
                false,
                false,
                environment);
        int code = Tmctl.run(console, arguments);
        console.out().flush();
        return code;
    }

    @Test
    void should_describe_every_visible_option_and_command() {
        List<CommandLine> all = new ArrayList<>();
        PrintWriter none = new PrintWriter(new StringWriter());
        collect(
                Tmctl.commandLine(
                        new ConsoleIO(InputStream.nullInputStream(), none, none, false, false, false, Map.of())),
                all);
        assertThat(all).hasSizeGreaterThan(15);
        for (CommandLine command : all) {
            assertThat(command.getCommandSpec().usageMessage().description())
                    .as(command.getCommandSpec().qualifiedName())
                    .isNotEmpty();
            assertThat(command.getCommandSpec().options().stream()
                            .filter(option -> !option.hidden() && option.description().length == 0)
                            .map(OptionSpec::longestName))
                    .as(command.getCommandSpec().qualifiedName())
                    .isEmpty();
            assertThat(command.getUsageMessage()
                            .lines()
                            .mapToInt(String::length)
                            .max()
                            .orElse(0))
                    .as(command.getCommandSpec().qualifiedName())
                    .isLessThanOrEqualTo(80);
        }
    }

    /// A run makes the model of the command that its first word names, before picocli knows any alias.
    @Test
    void should_know_every_alias_before_the_model_is_made() {
        for (Class<?> command : RootCommand.all()) {
            CommandLine.Command annotation = command.getAnnotation(CommandLine.Command.class);
            assertThat(RootCommand.named(annotation.name())).isEqualTo(command);
            for (String alias : annotation.aliases()) {
                assertThat(RootCommand.named(alias)).as(alias).isEqualTo(command);
            }
        }
        RootCommand.aliases()
                .forEach((alias, name) -> assertThat(requireNonNull(RootCommand.named(name))
                                .getAnnotation(CommandLine.Command.class)
                                .aliases())
                        .contains(alias));
    }

    private static void collect(CommandLine command, List<CommandLine> all) {
        all.add(command);
        command.getSubcommands().values().stream().distinct().forEach(sub -> collect(sub, all));
    }

    @Test
    void should_print_the_event_of_a_dry_run_without_a_target(@TempDir Path home) {
        int code = run(
                Map.of("TMCTL_HOME", home.toString()),
                "send",
                "--dry-run",
                "-o",
                "json",
                "--id",
                "1",
                "--time",
                "2026-01-31T12:00:00Z",
                "--subject",
                "s",
                "--extension",
                "tenant=a",
                "{\"n\": 2.50}");
        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        assertThat(out.toString())
                .isEqualTo("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"triggermesh-cli\","
                        + "\"type\":\"triggermesh-local-event\",\"datacontenttype\":\"application/json\",\"subject\":\"s\","
                        + "\"time\":\"2026-01-31T12:00:00Z\",\"tenant\":\"a\",\"data\":{\"n\":2.50}}\n");
    }

    @Test
    void should_refuse_invalid_attributes_all_at_once(@TempDir Path home) {
        int code = run(
                Map.of("TMCTL_HOME", home.toString()),
                "send",
                "--dry-run",
                "--id",
                "",
                "--time",
                "yesterday",
                "--dataschema",
                "rel",
                "x");
        assertThat(code).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isEqualTo("""
                error: 3 values are not valid
                  id          MUST be a non-empty string
                  dataschema  "rel" is not an absolute URI (RFC 3986, section 4.3)
                  time        "yesterday" is not a timestamp; expected one like 2026-01-31T12:00:00Z (RFC 3339)
                """);
    }

    @Test
    void should_say_that_there_is_nothing_to_send(@TempDir Path home) {
        assertThat(run(Map.of("TMCTL_HOME", home.toString()), "send")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("error: there is nothing to send\n"
                        + "hint:  give DATA, or - for standard input, or -f FILE\n");
    }

    @Test
    void should_list_the_shells_when_none_or_another_is_named() {
        assertThat(run(Map.of("SHELL", "/usr/bin/zsh"), "completion")).isEqualTo(2);
        assertThat(run(Map.of(), "completion", "fissh")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isEqualTo("""
                error: no shell is named; expected bash, zsh or fish
                next:  tmctl completion zsh
                error: there is no completion for "fissh"; expected bash, zsh or fish
                next:  tmctl completion fish
                """);
    }
}
