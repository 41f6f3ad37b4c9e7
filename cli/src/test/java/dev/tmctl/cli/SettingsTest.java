package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.cli.InProcessTmctl.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `tmctl config`, what wins over what, and the mistakes of a command line.
class SettingsTest {
    private final Path file;
    private final InProcessTmctl tmctl;

    SettingsTest(@TempDir Path home) {
        this.file = home.resolve("config.yaml");
        this.tmctl = new InProcessTmctl(home);
    }

    private Result run(Map<String, String> variables, String... arguments) {
        return tmctl.run(variables, arguments);
    }

    private Result run(String... arguments) {
        return tmctl.run(arguments);
    }

    @Test
    void should_keep_comments_and_other_keys() throws IOException {
        Files.writeString(file, "# mine\ncontext: old # here\ntriggermesh:\n  broker: x\n");
        assertThat(run("config", "set", "context", "new").code()).isZero();
        assertThat(run("config", "set", "output", "json")).isEqualTo(new Result(0, "", ""));
        assertThat(Files.readString(file))
                .isEqualTo("# mine\ncontext: new # here\ntriggermesh:\n  broker: x\noutput: json\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(run("config", "unset", "context").code()).isZero();
        assertThat(Files.readString(file)).isEqualTo("# mine\ntriggermesh:\n  broker: x\noutput: json\n");
    }

    @Test
    void should_not_touch_a_file_that_it_cannot_edit() throws IOException {
        Files.writeString(file, "{context: old}\n");
        assertThat(run("config", "set", "context", "new").code()).isEqualTo(2);
        assertThat(Files.readString(file)).isEqualTo("{context: old}\n");
    }

    @Test
    void should_say_where_each_value_comes_from() throws IOException {
        Files.writeString(file, "context: kept\noutput: yaml\n");
        assertThat(run(Map.of("TMCTL_OUTPUT", "json"), "config", "list", "--show-origin", "--color", "never")
                        .out())
                .isEqualTo("KEY       VALUE   ORIGIN\n"
                        + "context   kept    file " + file + "\n"
                        + "output    json    env TMCTL_OUTPUT\n"
                        + "color     never   flag --color\n");
    }

    @Test
    void should_hear_flags_that_stand_before_the_command() {
        assertThat(run("--context", "said", "--color", "never", "config", "list", "--show-origin"))
                .isEqualTo(new Result(
                        0,
                        "KEY       VALUE   ORIGIN\n"
                                + "context   said    flag --context\n"
                                + "output    human   default\n"
                                + "color     never   flag --color\n",
                        ""));
        assertThat(run("--context", "said", "describe").err()).isEqualTo("no targets in the context said\n");
        assertThat(run("--context", "said", "describe", "--context", "nearer").err())
                .isEqualTo("no targets in the context nearer\n");
        assertThat(run("--context", "said", "version"))
                .isEqualTo(
                        new Result(2, "", "error: there is no option --context here\nnext:  tmctl version --help\n"));
    }

    @Test
    void should_not_show_the_help_of_what_is_not_there() {
        assertThat(run("senx", "--help"))
                .isEqualTo(new Result(
                        2,
                        "",
                        "error: there is no command senx here\nhint:  did you mean send?\nnext:  tmctl send --help\n"));
        assertThat(run("create", "tagret", "-h"))
                .isEqualTo(new Result(
                        2,
                        "",
                        "error: there is no command tagret here\nhint:  did you mean target?\n"
                                + "next:  tmctl create target --help\n"));
        assertThat(run("describe", "--outptu", "--help").code()).isEqualTo(2);
        assertThat(run("describe", "--help").code()).isZero();
        assertThat(run("send", "word", "--help").code()).isZero();
    }

    @Test
    void should_use_the_format_unless_a_flag_names_one() {
        run("config", "set", "output", "json");
        assertThat(run("version").out()).startsWith("{");
        assertThat(run("version", "-o", "text").out()).startsWith("tmctl ");
        assertThat(run(Map.of("TMCTL_OUTPUT", "human"), "version").out()).startsWith("tmctl ");
        assertThat(run(Map.of("TMCTL_OUTPUT", "xml"), "version").code()).isEqualTo(2);
    }

    @Test
    void should_use_the_context_unless_the_environment_or_a_flag_names_one() {
        run("config", "set", "context", "kept");
        assertThat(run("describe").err()).isEqualTo("no targets in the context kept\n");
        assertThat(run(Map.of("TMCTL_CONTEXT", "said"), "describe").err())
                .isEqualTo("no targets in the context said\n");
        assertThat(run(Map.of("TMCTL_CONTEXT", "said"), "describe", "--context", "flag")
                        .err())
                .isEqualTo("no targets in the context flag\n");
        assertThat(run("-q", "describe").err()).isEmpty();
    }

    @Test
    void should_colour_as_the_flag_says_before_the_environment() {
        assertThat(run("--help").out()).doesNotContain("\033[");
        assertThat(run(Map.of("FORCE_COLOR", "1"), "--help").out()).contains("\033[");
        assertThat(run(Map.of("FORCE_COLOR", "1", "NO_COLOR", "1"), "--help").out())
                .doesNotContain("\033[");
        assertThat(run(Map.of("NO_COLOR", "1"), "--color", "always", "--help").out())
                .contains("\033[");
    }

    @Test
    void should_suggest_what_was_meant() {
        assertThat(run("craete").err()).contains("did you mean create?");
        assertThat(run("create", "tagret").err()).contains("did you mean target?");
        assertThat(run("loca").err()).contains("did you mean local?");
        assertThat(run("config", "get", "contxt"))
                .isEqualTo(new Result(
                        2,
                        "",
                        "error: there is no setting \"contxt\"; there are context, output, color\n"
                                + "hint:  did you mean context?\n"));
        assertThat(run("describe", "-o", "jsn"))
                .isEqualTo(new Result(
                        2,
                        "",
                        "error: \"jsn\" is no value of --output; expected table, wide, json, yaml\n"
                                + "hint:  did you mean json?\n"
                                + "next:  tmctl describe --help\n"));
        assertThat(run("-q", "version", "-v").err())
                .startsWith("error: --quiet and --verbose are both given; keep one\n");
    }
}
