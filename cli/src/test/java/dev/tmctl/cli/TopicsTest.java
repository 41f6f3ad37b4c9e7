package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.cli.config.Setting;
import dev.tmctl.cli.help.Block;
import dev.tmctl.cli.help.Topic;
import dev.tmctl.cli.support.ExitCode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// The help topics say of the tool what is so.
class TopicsTest {
    @Test
    void should_explain_every_format_of_every_command() {
        Set<String> formats = new TreeSet<>();
        formats(GenerateDocs.commandLine(), formats);
        assertThat(formats).contains("json", "wide");
        assertThat(words(Topic.FORMATTING)).containsAll(formats);
    }

    private static void formats(CommandLine command, Set<String> formats) {
        CommandLine.Model.OptionSpec output = command.getCommandSpec().findOption("--output");
        if (output != null) {
            formats.addAll(List.of(output.paramLabel().split("\\|")));
        }
        command.getSubcommands().values().forEach(sub -> formats(sub, formats));
    }

    @Test
    void should_explain_every_exit_code_and_setting() {
        assertThat(words(Topic.EXIT_CODES))
                .containsExactlyElementsOf(Arrays.stream(ExitCode.values())
                        .map(code -> Integer.toString(code.code()))
                        .toList());
        assertThat(words(Topic.ENVIRONMENT))
                .containsAll(Arrays.stream(Setting.values())
                        .map(setting -> setting.variable().name())
                        .toList());
    }

    private static List<String> words(Topic topic) {
        return topic.page().stream()
                .filter(Block.Terms.class::isInstance)
                .flatMap(block -> ((Block.Terms) block).entries().stream())
                .map(Block.Term::word)
                .toList();
    }
}
