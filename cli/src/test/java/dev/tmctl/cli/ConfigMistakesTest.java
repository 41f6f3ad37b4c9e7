package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.cli.InProcessTmctl.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Mistakes in `config.yaml`: every command that reads it tells them, and the commands of `config` mend them.
class ConfigMistakesTest {
    private static final String SETTINGS = "; the settings are context, output and color\n";
    private static final String CONTEXTS = "a DNS label: 1 to 63 letters, digits and hyphens\n";

    private final Path file;
    private final InProcessTmctl tmctl;

    ConfigMistakesTest(@TempDir Path home) {
        this.file = home.resolve("config.yaml");
        this.tmctl = new InProcessTmctl(home);
    }

    private Result run(String... arguments) {
        return tmctl.run(arguments);
    }

    /// Text of the file, what is told about it, and the commands that are advised.
    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(
                        "contxt: prod\n",
                        "  contxt  is no setting" + SETTINGS + "hint:  did you mean context?\n",
                        List.of("config unset contxt")),
                Arguments.of("retries: 3\n", "  retries  is no setting" + SETTINGS, List.of("config unset retries")),
                Arguments.of(
                        "# mine\noutput: xml\ncontext: prod\n",
                        "  output  \"xml\" is not human, wide, json, yaml or name\n",
                        List.of("config unset output")),
                Arguments.of(
                        "context: no/label\ncolour: never\ncolor: blue # always\n",
                        "  context  \"no/label\" is not " + CONTEXTS + "  colour   is no setting" + SETTINGS
                                + "  color    \"blue\" is not auto, always or never\nhint:  did you mean color?\n",
                        List.of("config unset context", "config unset colour", "config unset color")),
                Arguments.of(
                        "context: [prod]\n", "  context  is a list, not " + CONTEXTS, List.of("config unset context")),
                Arguments.of(
                        "context:\n  name: prod\n\n  other: x\noutput: json\n",
                        "  context  is a map, not " + CONTEXTS,
                        List.of("config unset context")),
                Arguments.of(
                        "output:\n",
                        "  output  has no value; expected human, wide, json, yaml or name\n",
                        List.of("config unset output")),
                Arguments.of(
                        "context: \"prod\noutput: json\n",
                        "  context  is not valid YAML: found unexpected end of stream (line 3, column 1)\n",
                        List.of("config unset context")),
                Arguments.of(
                        "output: json\ncontext: a: b\n",
                        "  context  is not valid YAML: mapping values are not allowed here (line 2, column 11)\n",
                        List.of("config unset context")),
                Arguments.of(
                        "context: a\ncontext: b\n",
                        "  context  is not valid YAML: found duplicate key context (line 2, column 1)\n",
                        List.of("config unset context")));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void should_tell_file_key_what_is_allowed_and_the_next_command(String text, String told, List<String> next)
            throws IOException {
        Files.writeString(file, text);
        String errors =
                "error: " + file + " has " + (count(told) == 1 ? "a mistake" : count(told) + " mistakes") + "\n" + told;
        for (String command : next) {
            errors += "next:  tmctl " + command + "\n";
        }
        for (String command : List.of("describe", "version", "start", "send x", "config get color")) {
            assertThat(run(command.split(" "))).as(command).isEqualTo(new Result(2, "", errors));
        }
        assertThat(run("config", "list").err()).isEqualTo(errors.replace("error: ", "warning: "));
        assertThat(Files.readString(file)).isEqualTo(text);
        for (String command : next) {
            assertThat(run(command.split(" "))).as(command).isEqualTo(new Result(0, "", ""));
        }
        assertThat(run("version").code()).isZero();
    }

    private static long count(String told) {
        return told.lines().filter(line -> line.startsWith("  ")).count();
    }

    @Test
    void should_mend_a_wrong_value_by_setting_it() throws IOException {
        for (String text : List.of("output: xml\n", "output: [a,\n  b]\n", "output:\n", "output: \"a\n")) {
            Files.writeString(file, "# mine\n" + text + "# yours\ncontext: prod\n");
            assertThat(run("config", "set", "output", "json")).isEqualTo(new Result(0, "", ""));
            assertThat(Files.readString(file)).isEqualTo("# mine\noutput: json\n# yours\ncontext: prod\n");
        }
        Files.writeString(file, "context: a\noutput: json\ncontext: b\n");
        assertThat(run("config", "set", "context", "c").code()).isZero();
        assertThat(Files.readString(file)).isEqualTo("context: c\noutput: json\n");
    }

    @Test
    void should_not_set_one_setting_beside_lines_that_are_no_yaml() throws IOException {
        Files.writeString(file, "context: \"prod\n");
        assertThat(run("config", "set", "output", "json"))
                .isEqualTo(new Result(
                        2,
                        "",
                        "error: " + file
                                + " has a mistake; nothing was changed\n"
                                + "  context  is not valid YAML: found unexpected end of stream (line 2, column 1)\n"
                                + "next:  tmctl config unset context\n"));
        assertThat(Files.readString(file)).isEqualTo("context: \"prod\n");
    }

    @Test
    void should_say_that_a_hand_must_mend_what_has_no_key() throws IOException {
        Files.writeString(file, "hello\n");
        String byHand = "hint:  mend the file by hand, or move it away\n";
        assertThat(run("describe"))
                .isEqualTo(new Result(
                        2,
                        "",
                        "error: " + file + " has a mistake\n  the file  is not a map of keys and values\n" + byHand));
        Files.write(file, "context: h\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(run("describe"))
                .isEqualTo(new Result(
                        2, "", "error: " + file + " has a mistake\n  the file  is not UTF-8 text\n" + byHand));
        assertThat(run("config", "set", "context", "x").code()).isEqualTo(2);
    }

    @Test
    void should_list_what_holds_beside_what_is_wrong() throws IOException {
        Files.writeString(file, "contxt: prod\noutput: xml\ncolor: never\n");
        assertThat(run("config", "list", "--show-origin"))
                .isEqualTo(new Result(
                        0,
                        "KEY       VALUE     ORIGIN\n"
                                + "context   default   default\n"
                                + "output    xml       file " + file + "\n"
                                + "color     never     file " + file + "\n",
                        "warning: " + file + " has 2 mistakes\n"
                                + "  contxt  is no setting" + SETTINGS
                                + "  output  \"xml\" is not human, wide, json, yaml or name\n"
                                + "hint:  did you mean context?\n"
                                + "next:  tmctl config unset contxt\n"
                                + "next:  tmctl config unset output\n"));
    }

    @Test
    void should_take_every_form_of_yaml_and_the_keys_of_upstream() throws IOException {
        for (String text : List.of(
                "{context: prod}\n",
                "---\n\"context\": 'prod' # mine\n",
                "context: >-\n  prod\n",
                "\ufeffcontext: prod\n",
                "triggermesh:\n  version: v1.26.0\n  broker:\n    version: v1.3.0\nschemaRegistry: \"\"\n"
                        + "docker:\n  timeout: 5s\ncontext: prod\n")) {
            Files.writeString(file, text);
            assertThat(run("config", "get", "context")).as(text).isEqualTo(new Result(0, "prod\n", ""));
        }
    }

    @Test
    void should_not_need_the_file_where_flags_say_everything() throws IOException {
        Files.writeString(file, "contxt: prod\n");
        assertThat(run("describe", "--context", "x", "-o", "table").code()).isZero();
        assertThat(run("--help").err()).startsWith("warning: " + file + " has a mistake\n  contxt  is no setting");
        assertThat(Arrays.asList(run("--help", "--color", "never").err())).containsExactly("");
    }

    /// Every command reads the file.
    @Test
    void should_not_read_a_huge_file() throws IOException {
        Files.writeString(file, "# " + "x".repeat(70_000) + "\ncontext: prod\n");
        assertThat(run("describe"))
                .isEqualTo(new Result(
                        2,
                        "",
                        "error: " + file + " has a mistake\n  the file  has more than 65536 bytes\n"
                                + "hint:  mend the file by hand, or move it away\n"));
    }

    @Test
    void should_show_values_as_they_are_written() throws IOException {
        Files.writeString(file, "{output: 012}\n");
        assertThat(run("describe"))
                .isEqualTo(new Result(
                        2,
                        "",
                        "error: " + file
                                + " has a mistake\n  output  \"012\" is not human, wide, json, yaml or name\n"
                                + "next:  tmctl config unset output\n"));
        Files.writeString(file, "{context: yes}\n");
        assertThat(run("config", "get", "context")).isEqualTo(new Result(0, "yes\n", ""));
    }
}
