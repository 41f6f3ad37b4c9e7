package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tmctl.cli.BulkProcess.Ended;
import dev.tmctl.cli.InstalledTmctl.Result;
import java.io.File;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a bulk send says when nothing goes on, when much fails for one reason, and when its files cannot be
/// used.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BulkSendTroubleIT {
    private static final String THROTTLED = "ProvisionedThroughputExceededException: Rate exceeded for shard shardId-0";
    private static final String WHY = "trying again after " + THROTTLED + "\n";

    /// On a slow machine the first note comes before the first answer, and later.
    private static final String NOTES =
            "(?:note: nothing was stored for \\d+ s; (?:there is no answer yet\n|" + Pattern.quote(WHY) + "))+";

    private static final String ENDED =
            "error: the send ended before its input: interrupted; it was trying again after " + THROTTLED + "\n";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Path home;
    private final InstalledTmctl tmctl;

    BulkSendTroubleIT(@TempDir Path home) {
        this.home = home;
        this.tmctl = new InstalledTmctl(home);
    }

    @AfterEach
    void stopProcesses() {
        Footprint.killAll(home);
    }

    @Test
    void should_say_why_it_is_trying_again_on_a_terminal_that_shows_the_results_too() throws Exception {
        try (Endpoints endpoints = new Endpoints();
                Terminal terminal = new Terminal(
                        tmctl,
                        "send -f " + events("throttling", 30) + " " + String.join(" ", direct(endpoints.uri())),
                        Map.of("TERM", "xterm"))) {
            terminal.awaitText(WHY.strip());
            terminal.type("\u0003");
            assertThat(terminal.end()).isEqualTo(130);
            assertThat(terminal.text())
                    .matches("(?s)" + NOTES + ".*")
                    .contains("interrupted: finishing what is under way\n")
                    .contains("\033[91;1merror:\033[m" + ENDED.substring("error:".length()))
                    .endsWith("\n30 read, 0 delivered, 30 failed\n");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void should_say_why_it_is_trying_again_in_a_pipe(boolean direct) throws Exception {
        try (Endpoints endpoints = new Endpoints()) {
            List<String> arguments =
                    new ArrayList<>(List.of("-f", events("throttling", 30).toString(), "-o", "none"));
            if (direct) {
                arguments.addAll(List.of(direct(endpoints.uri())));
            } else {
                create(endpoints.uri());
            }
            BulkProcess sending = BulkProcess.send(
                    tmctl, new File("/dev/null"), home.resolve("out"), arguments.toArray(String[]::new));
            Awaitility.await().atMost(TIMEOUT).until(() -> sending.err().contains(WHY));
            new ProcessBuilder(
                            "/bin/kill", "-INT", Long.toString(sending.process().pid()))
                    .start()
                    .waitFor();
            Ended ended = sending.ended();
            assertThat(ended.code()).isEqualTo(130);
            assertThat(ended.err()).matches("(?s)" + NOTES + ".*").contains(ENDED);
            assertThat(List.of(ended.read(), ended.delivered(), ended.failed())).containsExactly(30L, 0L, 30L);
        }
    }

    /// The adapter tries for 30 s before it answers: who interrupts a send does not wait so long, and gets the
    /// books.
    @Test
    void should_close_its_books_before_an_adapter_answers() throws Exception {
        try (Endpoints endpoints = new Endpoints()) {
            create(endpoints.uri());
            Path failed = home.resolve("failed");
            BulkProcess sending = BulkProcess.send(
                    tmctl,
                    new File("/dev/null"),
                    home.resolve("out"),
                    "-f",
                    events("hanging", 3).toString(),
                    "--failed",
                    failed.toString());
            Awaitility.await().atMost(TIMEOUT).until(() -> sending.err().contains("there is no answer yet"));
            new ProcessBuilder(
                            "/bin/kill",
                            "-TERM",
                            Long.toString(sending.process().pid()))
                    .start()
                    .waitFor();
            Ended ended = sending.ended();
            assertThat(ended.code()).isEqualTo(143);
            assertThat(ended.err())
                    .contains(
                            "error: event \"0\" was not stored in x: NotAnswered: the adapter had not answered when the"
                                    + " send ended; the event may be stored all the same\n")
                    .contains("3 read, 0 delivered, 3 failed");
            // what had not been sent yet is known not to be stored
            assertThat(Files.readAllLines(failed)).hasSize(3).first().asString().contains("NotAnswered");
            assertThat(Files.readAllLines(failed)).allMatch(line -> line.matches(".*(NotAnswered|Cancelled).*"));
        }
    }

    @ParameterizedTest
    @CsvSource({"true, ''", "false, '; --failed FILE would keep them'"})
    void should_tell_a_cause_once_and_count_the_rest(boolean kept, String advice) throws Exception {
        try (Endpoints endpoints = new Endpoints()) {
            Path file = events("x", 1);
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < 1_234; i++) {
                lines.append(i % 600 == 599 ? "{\"specversion\":\"1.0\",\"id\":\"1\"}\n" : event("internal", i));
            }
            Files.writeString(file, lines);
            List<String> arguments = new ArrayList<>(List.of("send", "-f", file.toString(), "-q", "--timeout", "15s"));
            arguments.addAll(List.of(direct(endpoints.uri())));
            if (kept) {
                arguments.addAll(List.of("--failed", home.resolve("failed").toString()));
            }
            Result result = tmctl.run(arguments.toArray(String[]::new));
            assertThat(result.out()).isEmpty();
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err().replaceAll(" after \\d+ attempts: ", ": ").replaceAll(" \\(request [^)]*\\)", ""))
                    .isEqualTo("""
                            error: event "0" was not stored in x: InternalFailure: Internal service failure.
                            error: element 600 is not a valid event: type: REQUIRED; source: REQUIRED
                            error: 1,231 more events were not stored in x: InternalFailure: Internal service failure. \
                            ("1", "2", "3", "4", "5" and others)%1$s
                            error: 1 more element is not a valid event: type: REQUIRED; source: REQUIRED (1200)%1$s
                            hint:  try again later; check --endpoint if it is set
                            1234 read, 0 delivered, 1234 failed
                            """.formatted(advice));
        }
    }

    @Test
    void should_note_in_its_journal_what_is_done_with_while_its_input_pauses() throws Exception {
        NumberedStream stream = new NumberedStream(tmctl, "idle");
        Path journal = home.resolve("journal");
        BulkProcess sending = BulkProcess.send(
                tmctl, new File("-"), home.resolve("out"), "-f", "-", "--direct", "-q", "--resume", journal.toString());
        try (OutputStream pipe = sending.process().getOutputStream()) {
            for (int number = 0; number < 137; number++) {
                pipe.write(NumberedStream.line(number).getBytes(StandardCharsets.UTF_8));
            }
            pipe.flush();
            Awaitility.await()
                    .atMost(TIMEOUT)
                    .until(() -> Files.exists(journal)
                            && new ObjectMapper()
                                            .readTree(journal.toFile())
                                            .path("elements")
                                            .asInt()
                                    == 137);
            assertThat(sending.process().isAlive()).isTrue();
            sending.process().destroyForcibly().waitFor();
        }
        // the same input from its beginning, and two more
        StringBuilder lines = new StringBuilder();
        for (int number = 0; number < 139; number++) {
            lines.append(NumberedStream.line(number));
        }
        Result result = tmctl.runWithInput(
                lines.toString().getBytes(StandardCharsets.UTF_8),
                "send",
                "-f",
                "-",
                "--direct",
                "-q",
                "-o",
                "none",
                "--resume",
                journal.toString());
        assertThat(result).isEqualTo(new Result(0, "", "2 read, 2 delivered, 0 failed (137 were done before)\n"));
        assertThat(stream.stored()).hasSize(139);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--failed there/is/none/x | --failed there/is/none/x cannot be written: there is no folder HOME/there/is/none"
                        + " | make it first: mkdir -p HOME/there/is/none",
                "--resume there/is/none/x | --resume there/is/none/x cannot be written: there is no folder HOME/there/is/none"
                        + " | make it first: mkdir -p HOME/there/is/none",
                "--failed folder | --failed folder cannot be written: it is a folder | give a file: --failed FILE",
                "--resume input/x | --resume input/x cannot be written: HOME/input is not a folder"
                        + " | give a file elsewhere: --resume FILE",
                "--failed input | --failed is the file that is sent; give another | ",
                "--failed a --resume ./a | --failed and --resume are the same file; give two | ",
                "--failed to-input | --failed is the file that is sent; give another | ",
                "--failed hard-input | --failed is the file that is sent; give another | ",
                "--resume to-input | --resume is the file that is sent; give another | ",
                "--failed a --resume to-a | --failed and --resume are the same file; give two | ",
                "--failed to-nowhere | --failed to-nowhere cannot be written: there is no folder HOME/there/is/none"
                        + " | make it first: mkdir -p HOME/there/is/none",
                "--failed circle | --failed circle cannot be written: it is a link that leads in a circle | ",
                "--failed /dev/stdout | --failed is where standard output goes; give another"
                        + " | give a file: --failed FILE",
                "--resume /dev/stderr | --resume is where standard error goes; give another"
                        + " | give a file: --resume FILE",
                "--failed /dev/zero | --failed /dev/zero cannot be written: it is a device or a pipe"
                        + " | give a file: --failed FILE",
            })
    void should_refuse_files_that_cannot_be_used_before_anything_is_sent(String options, String error, String hint)
            throws Exception {
        Files.writeString(home.resolve("input"), event("x", 1));
        Files.createDirectory(home.resolve("folder"));
        Files.createSymbolicLink(home.resolve("to-input"), home.resolve("input"));
        Files.createLink(home.resolve("hard-input"), home.resolve("input"));
        Files.createSymbolicLink(home.resolve("to-a"), Path.of("a"));
        Files.createSymbolicLink(home.resolve("to-nowhere"), Path.of("there/is/none/x"));
        Files.createSymbolicLink(home.resolve("circle"), Path.of("circle"));
        Set<String> before = Footprint.files(home);
        List<String> arguments = new ArrayList<>(List.of("send", "-f", "input"));
        arguments.addAll(List.of(direct(Endpoints.closed())));
        arguments.addAll(List.of(options.split(" ")));
        Result result = tmctl.run(arguments.toArray(String[]::new));
        String expected = "error: " + error + "\n" + (hint == null ? "" : "hint:  " + hint + "\n");
        assertThat(result).isEqualTo(new Result(2, "", expected.replace("HOME", home.toString())));
        Set<String> after = Footprint.files(home);
        after.remove("secret");
        assertThat(after).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--failed f | --failed goes | it",
                "--resume f | --resume goes | it",
                "--rate 1/s | --rate goes | it",
                "--max-in-flight 3 | --max-in-flight goes | it",
                "--stats | --stats goes | it",
                "--stats --rate 3 --failed x | --failed, --rate, --stats go | them"
            })
    void should_refuse_options_for_many_events_where_one_is_sent(String options, String what, String them)
            throws Exception {
        List<String> arguments = new ArrayList<>(List.of("send", "x"));
        arguments.addAll(List.of(options.split(" ")));
        assertThat(tmctl.run(arguments.toArray(String[]::new)))
                .isEqualTo(new Result(
                        2,
                        "",
                        "error: " + what + " with -f only\n" + "hint:  add -f FILE, or leave " + them + " out\n"));
    }

    private Path events(String data, int count) throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append(event(data, i));
        }
        return Files.writeString(home.resolve("events.ndjson"), lines);
    }

    private static String event(String data, int id) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + id + "\",\"source\":\"/s\",\"type\":\"t\",\"data\":\"" + data
                + "\"}\n";
    }

    private String[] direct(URI endpoint) throws Exception {
        Path secret = Files.writeString(home.resolve("secret"), "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n");
        return new String[] {
            "--direct",
            "--arn",
            "arn:aws:kinesis:us-east-1:123456789012:stream/x",
            "--partition",
            "p",
            "--endpoint",
            endpoint.toString(),
            "--auth.credentials.accessKeyID=AKIAIOSFODNN7EXAMPLE",
            "--auth.credentials.secretAccessKey=@" + secret
        };
    }

    private void create(URI endpoint) throws Exception {
        List<String> create = new ArrayList<>(List.of("create", "target", "awskinesis", "--name", "t"));
        create.addAll(List.of(direct(endpoint)).subList(1, 9));
        Result created = tmctl.run(create.toArray(String[]::new));
        assertThat(created.code()).as(created.err()).isZero();
    }
}
