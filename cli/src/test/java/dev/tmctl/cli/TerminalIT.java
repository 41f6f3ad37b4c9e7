package dev.tmctl.cli;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the tool does at a terminal that it does not do in a pipe: prompts, questions, colours, progress.
class TerminalIT {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final String CREATE =
            "create target awskinesis --name t --partition p --arn arn:aws:kinesis:us-east-1:123456789012:stream/x";

    private static final String CREATED = """
            t created
              Stream         arn:aws:kinesis:us-east-1:123456789012:stream/x
              Partition key  p
              Payload        data only
            """;
    private static final String NEXT = "next:  tmctl start t\n";

    /// A pattern of what takes the line of progress away.
    private static final String ERASED = "\033\\[1G\033\\[0?K";

    private final Path home;
    private final InstalledTmctl tmctl;

    TerminalIT(@TempDir Path home) {
        this.home = home;
        this.tmctl = new InstalledTmctl(home);
    }

    @AfterEach
    void stopProcesses() {
        Footprint.killAll(home);
    }

    @Test
    void should_ask_for_secrets_without_showing_them() throws Exception {
        try (Terminal terminal =
                terminal(CREATE + " --no-start --auth.credentials.accessKeyID --auth.credentials.secretAccessKey")) {
            terminal.awaitText("auth.credentials.accessKeyID: ");
            terminal.type("AKIAIOSFODNN7EXAMPLE\n");
            terminal.awaitText("auth.credentials.secretAccessKey: ");
            terminal.type(SECRET + "\n");
            assertThat(terminal.end()).isZero();
            assertThat(terminal.text())
                    .isEqualTo("auth.credentials.accessKeyID: \nauth.credentials.secretAccessKey: \n" + coloured());
        }
        assertThat(Files.readString(tmctl.folder().resolve("default/manifest.yaml")))
                .contains(Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void should_ask_for_what_a_manifest_leaves_out_and_hide_secrets_only() throws Exception {
        Files.writeString(home.resolve("m.yaml"), """
                apiVersion: v1
                kind: Secret
                metadata: {name: aws}
                stringData: {id: AKIAIOSFODNN7EXAMPLE, key: <user_input>}
                ---
                apiVersion: targets.triggermesh.io/v1alpha1
                kind: AWSKinesisTarget
                metadata: {name: t}
                spec:
                  arn: arn:aws:kinesis:us-east-1:123456789012:stream/x
                  partition: <user_input>
                  discardCloudEventContext: true
                  auth:
                    credentials:
                      accessKeyID: {valueFromSecret: {name: aws, key: id}}
                      secretAccessKey: {valueFromSecret: {name: aws, key: key}}
                """);
        try (Terminal terminal = terminal("import -f m.yaml")) {
            terminal.awaitText("aws/key: ");
            terminal.type(SECRET + "\n");
            terminal.awaitText("t spec.partition: ");
            terminal.type("p\n");
            assertThat(terminal.end()).isZero();
            assertThat(terminal.text()).isEqualTo("""
                    aws/key:\s
                    t spec.partition: p
                    \033[1mt\033[m created
                    \033[1mnext:\033[m  tmctl start t
                    """);
        }
        assertThat(Files.readString(tmctl.folder().resolve("default/manifest.yaml")))
                .contains(Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void should_end_quietly_when_the_secret_is_refused_with_ctrl_d() throws Exception {
        try (Terminal terminal = terminal(CREATE + " --auth.credentials.secretAccessKey")) {
            terminal.awaitText("auth.credentials.secretAccessKey: ");
            terminal.type("\u0004");
            assertThat(terminal.end()).isEqualTo(2);
            assertThat(terminal.text()).isEqualTo("""
                    auth.credentials.secretAccessKey:\s
                    \033[91;1merror:\033[m 1 value is not valid; nothing was changed
                      auth.credentials.secretAccessKey  has no value
                    """);
        }
        assertThat(tmctl.folder()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"y\n", "YES\n"})
    void should_delete_what_the_user_confirms(String answer) throws Exception {
        assertThat(tmctl.run((CREATE + " --no-start").split(" ")).code()).isZero();
        try (Terminal terminal = terminal("delete target t")) {
            terminal.awaitText("delete the target t with its Secret? [y/N] ");
            terminal.type(answer);
            assertThat(terminal.end()).isZero();
            assertThat(terminal.text())
                    .isEqualTo("delete the target t with its Secret? [y/N] " + answer + "t deleted\n");
        }
        assertThat(tmctl.folder().resolve("default/manifest.yaml")).doesNotExist();
    }

    /// Enter alone, another word, and Ctrl-D, which leaves the line open.
    @ParameterizedTest
    @CsvSource({"'\n'", "'no\n'", "'\u0004'"})
    void should_change_nothing_when_the_user_does_not_confirm(String answer) throws Exception {
        assertThat(tmctl.run((CREATE + " --no-start").split(" ")).code()).isZero();
        String before = Files.readString(tmctl.folder().resolve("default/manifest.yaml"));
        try (Terminal terminal = terminal("delete target t")) {
            terminal.awaitText("[y/N] ");
            terminal.type(answer);
            assertThat(terminal.end()).isEqualTo(1);
            assertThat(terminal.text())
                    .isEqualTo("delete the target t with its Secret? [y/N] "
                            + (answer.equals("\u0004") ? "\n" : answer)
                            + "\033[91;1merror:\033[m not confirmed; nothing was changed\n");
        }
        assertThat(Files.readString(tmctl.folder().resolve("default/manifest.yaml")))
                .isEqualTo(before);
    }

    @Test
    void should_ask_before_the_local_kinesis_is_emptied() throws Exception {
        createLocal();
        try (Terminal terminal = terminal("local reset")) {
            terminal.awaitText("[y/N] ");
            terminal.type("n\n");
            assertThat(terminal.end()).isEqualTo(1);
            assertThat(terminal.text())
                    .isEqualTo("delete every record of the local Kinesis, with the stream t? [y/N] n\n"
                            + "\033[91;1merror:\033[m not confirmed; nothing was changed\n");
        }
        try (Terminal terminal = terminal("local reset --yes")) {
            assertThat(terminal.end()).isZero();
            assertThat(terminal.text()).isEqualTo("local Kinesis is empty and running again\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"send", "send -", "send -f -", "send --direct -f -"})
    void should_show_help_instead_of_waiting_for_the_terminal(String command) throws Exception {
        createLocal();
        try (Terminal terminal = terminal(command + " --color never")) {
            assertThat(terminal.end()).isEqualTo(2);
            String help = tmctl.run("send", "--help").out();
            assertThat(terminal.text())
                    .isEqualTo(help
                            + (command.equals("send")
                                    ? "error: there is nothing to send\n"
                                            + "hint:  give DATA, or - for standard input, or -f FILE\n"
                                    : "error: standard input is a terminal; nothing is piped in\n"
                                            + "hint:  pipe the data in or name a file; to type it: cat | tmctl ...\n"));
        }
    }

    /// The input is a pipe that stays open until the line was seen: a file's run may end before its first line.
    @Test
    void should_draw_one_line_of_progress_and_take_it_away() throws Exception {
        createLocal();
        Path pipe = home.resolve("pipe");
        Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assertThat(made.waitFor()).isZero();
        try (Terminal terminal = terminal("send --direct -o none -f " + pipe)) {
            // opened for both, since opening it to write alone waits for a reader
            try (FileChannel input = FileChannel.open(pipe, READ, WRITE)) {
                input.write(ByteBuffer.wrap(Files.readAllBytes(NumberedStream.file(home, 200))));
                terminal.awaitText("200 events");
            }
            assertThat(terminal.end()).isZero();
            assertThat(terminal.text()).matches(drawn("") + "+" + ERASED + "200 read, 200 delivered, 0 failed\n");
        }
    }

    /// Each line leaves the last column free.
    @Test
    void should_fit_progress_into_the_terminal_also_when_its_width_changes() throws Exception {
        createLocal();
        Path pipe = home.resolve("pipe");
        Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assertThat(made.waitFor()).isZero();
        try (Terminal terminal = Terminal.ofColumns(20, tmctl, "send --direct -o none -f " + pipe)) {
            try (FileChannel input = FileChannel.open(pipe, READ, WRITE)) {
                input.write(ByteBuffer.wrap(Files.readAllBytes(NumberedStream.file(home, 200))));
                terminal.awaitText("200 events");
                assertThat(terminal.text()).doesNotContain("MiB");
                assertThat(terminal.text().split("\033\\[1G"))
                        .hasSizeGreaterThan(1)
                        .allSatisfy(line -> assertThat(line.replaceAll("(?s)^.*\n|\033\\[0?K", ""))
                                .hasSizeLessThan(20));
                terminal.resize(60);
                terminal.awaitText("200 events  0.0 MiB");
            }
            assertThat(terminal.end()).isZero();
            assertThat(terminal.text()).endsWith("200 read, 200 delivered, 0 failed\n");
        }
    }

    /// The file lasts for minutes. Before the first answer there is no time that is left.
    @Test
    void should_show_how_much_of_a_file_is_done_until_it_is_interrupted() throws Exception {
        createLocal();
        Path file = NumberedStream.file(home, 300);
        try (Terminal terminal = terminal("send --direct -o none --rate 1/s --color never -f " + file)) {
            terminal.awaitText(" left");
            terminal.type("\003");
            assertThat(terminal.end()).isEqualTo(130);
            String line = drawn("  \\d+%(?:  \\d+:\\d\\d left)?");
            assertThat(terminal.text())
                    .matches(line + "+\\^C" + line + "*" + ERASED + "\n(" + line + "+" + ERASED
                            + ")?interrupted: finishing what is under way\n(" + line + "+" + ERASED
                            + ")?error: the send ended before its input: interrupted\n"
                            + "(\\d+) read, \\3 delivered, 0 failed\n");
        }
    }

    /// A pattern of a line of progress.
    ///
    /// @param share what stands behind the rate
    private static String drawn(String share) {
        return "(?:\033\\[1G\\d+ events?  0\\.0 MiB  [\\d,]+/s" + share + "\033\\[0?K)";
    }

    @Test
    void should_print_progress_in_lines_on_a_dumb_terminal() throws Exception {
        createLocal();
        Path file = NumberedStream.file(home, 10);
        try (Terminal terminal = new Terminal(tmctl, "send --direct -o none -f " + file, Map.of("TERM", "dumb"))) {
            assertThat(terminal.end()).isZero();
            assertThat(terminal.text()).isEqualTo("10 read, 10 delivered, 0 failed\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'',                           true",
        "'NO_COLOR=1',                 false",
        "'NO_COLOR=',                  true",
        "'TERM=dumb',                  false",
        "'TERM=dumb FORCE_COLOR=1',    true",
        "'TMCTL_COLOR=never',          false",
        "'TMCTL_COLOR=always NO_COLOR=1', true"
    })
    void should_colour_a_terminal_as_the_environment_says(String variables, boolean colours) throws Exception {
        Map<String, String> environment = new java.util.HashMap<>(Map.of("TERM", "xterm"));
        for (String variable : variables.split(" ")) {
            if (!variable.isEmpty()) {
                String[] parts = variable.split("=", 2);
                environment.put(parts[0], parts[1]);
            }
        }
        try (Terminal terminal = new Terminal(tmctl, CREATE + " --no-start", environment)) {
            assertThat(terminal.end()).isZero();
            assertThat(terminal.text()).isEqualTo(colours ? coloured() : CREATED + NEXT);
        }
    }

    @Test
    void should_colour_a_terminal_as_the_flag_says() throws Exception {
        try (Terminal terminal =
                new Terminal(tmctl, CREATE + " --no-start --color never", Map.of("FORCE_COLOR", "1"))) {
            assertThat(terminal.end()).isZero();
            assertThat(terminal.text()).isEqualTo(CREATED + NEXT);
        }
    }

    @Test
    void should_colour_a_pipe_only_when_told_to() throws Exception {
        assertThat(tmctl.run((CREATE + " --no-start").split(" ")).out()).isEqualTo(CREATED);
        assertThat(tmctl.run((CREATE + " --no-start --color always").split(" ")).out())
                .isEqualTo("\033[1mt\033[m unchanged" + CREATED.substring("t created".length()));
    }

    /// The target's name is bold.
    private static String coloured() {
        return "\033[1mt\033[m" + CREATED.substring(1) + "\033[1mnext:\033[m" + NEXT.substring("next:".length());
    }

    private Terminal terminal(String arguments) throws Exception {
        return new Terminal(tmctl, arguments, Map.of("TERM", "xterm"));
    }

    private void createLocal() throws Exception {
        assertThat(tmctl.run("create", "target", "awskinesis", "--local", "--name", "t", "--partition", "p")
                        .code())
                .isZero();
    }
}
