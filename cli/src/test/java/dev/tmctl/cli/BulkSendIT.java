package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tmctl.cli.InstalledTmctl.Result;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Twenty thousand numbered events through real processes, some of which are killed.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BulkSendIT {
    private static final int EVENTS = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern BOOKS = Pattern.compile("(\\d+) read, (\\d+) delivered, (\\d+) failed");

    private static Path home;
    private static Path file;
    private static InstalledTmctl tmctl;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        home = folder;
        file = NumberedStream.file(folder, EVENTS);
        tmctl = new InstalledTmctl(folder);
    }

    @AfterAll
    static void stop() {
        Footprint.killAll(home);
    }

    private record Ended(int code, String out, String err) {
        long read() {
            return number(1);
        }

        long delivered() {
            return number(2);
        }

        long failed() {
            return number(3);
        }

        private long number(int group) {
            Matcher matcher = BOOKS.matcher(err.lines().toList().getLast());
            assertThat(matcher.lookingAt()).as(err).isTrue();
            return Long.parseLong(matcher.group(group));
        }
    }

    /// A send whose streams go to files, so that nothing waits for a reader.
    private static Process send(File input, Path out, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(InstalledTmctl.executable().toString(), "send"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(tmctl.environment());
        if (!input.getPath().equals("-")) {
            builder.redirectInput(input);
        }
        return builder.redirectOutput(out.toFile())
                .redirectError(err(out).toFile())
                .directory(home.toFile())
                .start();
    }

    private static Path err(Path out) {
        return out.resolveSibling(out.getFileName() + ".err");
    }

    private static Ended ended(Process process, Path out) throws Exception {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the send did not end in time: " + Files.readString(err(out)));
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err(out)));
    }

    private static void awaitJournal(Path journal, int elements) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> Files.exists(journal)
                        && MAPPER.readTree(Files.readString(journal))
                                        .path("elements")
                                        .asInt()
                                >= elements);
    }

    private static List<Integer> all() {
        return IntStream.range(0, EVENTS).boxed().toList();
    }

    /// The numbers of the events in a file of failed ones.
    private static List<Integer> failed(Path failed) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        for (String line : Files.readAllLines(failed)) {
            numbers.add(MAPPER.readTree(line).path("id").asInt());
        }
        return numbers;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void should_say_as_little_as_it_is_asked_to(boolean direct) throws Exception {
        NumberedStream stream = new NumberedStream(tmctl, direct ? "quiet-direct" : "quiet");
        List<String> send = new ArrayList<>(List.of(
                "send",
                "--target",
                direct ? "quiet-direct" : "quiet",
                "-f",
                file.toString(),
                "-q",
                "-o",
                "none",
                "--max-in-flight",
                "3",
                "--failed",
                home.resolve("none-failed").toString(),
                "--resume",
                home.resolve("journal-" + direct).toString()));
        if (direct) {
            send.add("--direct");
        }
        Result first = tmctl.run(send.toArray(String[]::new));
        assertThat(first).isEqualTo(new Result(0, "", "20000 read, 20000 delivered, 0 failed\n"));
        assertThat(home.resolve("none-failed")).isEmptyFile();
        assertThat(tmctl.run(send.toArray(String[]::new)))
                .isEqualTo(new Result(0, "", "0 read, 0 delivered, 0 failed (20000 were done before)\n"));
        List<Map.Entry<String, Integer>> stored = stream.stored();
        assertThat(stored).hasSize(EVENTS);
        assertThat(NumberedStream.numbers(stored)).isEqualTo(all());
    }

    @Test
    void should_print_results_in_the_order_of_the_input_and_the_books_last() throws Exception {
        NumberedStream stream = new NumberedStream(tmctl, "results", "--ordered");
        Result json = tmctl.run("send", "--target", "results", "-f", file.toString(), "-q", "-o", "json", "--stats");
        assertThat(json.code()).isZero();
        Result names = tmctl.run("send", "--target", "results", "--direct", "-f", file.toString(), "-q", "-o", "name");
        assertThat(names.err()).isEqualTo("20000 read, 20000 delivered, 0 failed\n");
        Map<String, Integer> numbers = new HashMap<>();
        List<Integer> seen = new ArrayList<>();
        for (Map.Entry<String, Integer> record : stream.stored()) {
            numbers.put(record.getKey(), record.getValue());
            seen.add(record.getValue());
        }
        assertThat(seen).hasSize(2 * EVENTS);
        assertThat(names.outLines().stream().map(numbers::get)).isEqualTo(all());
        List<Integer> printed = new ArrayList<>();
        for (String line : json.outLines().subList(0, EVENTS)) {
            JsonNode data = MAPPER.readTree(line).path("data");
            printed.add(numbers.get(data.path("ShardId").asText() + "/"
                    + data.path("SequenceNumber").asText()));
        }
        assertThat(printed).isEqualTo(all());
        JsonNode summary = MAPPER.readTree(json.outLines().get(EVENTS));
        assertThat(json.outLines()).hasSize(EVENTS + 1);
        assertThat(summary.path("type").asText()).isEqualTo("dev.tmctl.send.summary");
        JsonNode books = summary.path("data");
        assertThat(books.path("read").asInt()).isEqualTo(EVENTS);
        assertThat(books.path("delivered").asInt()).isEqualTo(EVENTS);
        assertThat(books.path("failed").asInt()).isZero();
        assertThat(books.path("aborted").isNull()).isTrue();
        assertThat(json.err().lines().map(line -> line.replaceAll("  .*", "")))
                .startsWith("Requests", "Retries", "Throttled", "Failed for good", "Record latency", "Request latency")
                .endsWith("20000 read, 20000 delivered, 0 failed");
    }

    @Test
    void should_lose_nothing_when_the_sender_is_killed_and_resumed() throws Exception {
        NumberedStream stream = new NumberedStream(tmctl, "killed");
        Path journal = home.resolve("killed.journal");
        Path out = home.resolve("killed.out");
        String[] arguments = {
            "--target",
            "killed",
            "--direct",
            "-f",
            file.toString(),
            "-o",
            "none",
            "-q",
            "--resume",
            journal.toString(),
            "--failed",
            home.resolve("killed.failed").toString()
        };
        List<String> slowly = new ArrayList<>(List.of(arguments));
        slowly.addAll(List.of("--rate", "3000/s"));
        Process killed = send(new File("/dev/null"), out, slowly.toArray(String[]::new));
        awaitJournal(journal, 2_000);
        killed.destroyForcibly();
        assertThat(killed.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(err(out))).isEmpty();
        int before = MAPPER.readTree(Files.readString(journal)).path("elements").asInt();
        assertThat(before).isBetween(2_000, EVENTS - 1);
        Ended ended = ended(send(new File("/dev/null"), out, arguments), out);
        int rest = EVENTS - before;
        assertThat(ended)
                .isEqualTo(new Ended(
                        0, "", rest + " read, " + rest + " delivered, 0 failed (" + before + " were done before)\n"));
        List<Map.Entry<String, Integer>> stored = stream.stored();
        assertThat(NumberedStream.numbers(stored)).isEqualTo(all());
        // what was on its way or not yet noted goes twice, at most
        assertThat(stored.size()).isLessThan(EVENTS + 3_000 * 4);
    }

    @Test
    void should_go_on_when_the_adapter_is_killed_and_started_again() throws Exception {
        NumberedStream stream = new NumberedStream(tmctl, "restarted");
        ProcessHandle adapter = adapter("restarted");
        Path failed = home.resolve("restarted.failed");
        Path out = home.resolve("restarted.out");
        Path journal = home.resolve("restarted.journal");
        Process sending = send(
                new File("/dev/null"),
                out,
                "--target",
                "restarted",
                "-f",
                file.toString(),
                "-o",
                "none",
                "-q",
                "--rate",
                "3000/s",
                "--failed",
                failed.toString(),
                "--resume",
                journal.toString());
        awaitJournal(journal, 2_000);
        kill(adapter);
        Result started = tmctl.run("start", "restarted");
        assertThat(started.code()).as(started.err()).isZero();
        Ended ended = ended(sending, out);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.read()).isEqualTo(EVENTS).isEqualTo(ended.delivered() + ended.failed());
        assertThat(ended.code()).isEqualTo(ended.failed() == 0 ? 0 : 6);
        assertThat(failed(failed)).hasSize((int) ended.failed());
        List<Integer> accounted = new ArrayList<>(failed(failed));
        accounted.addAll(NumberedStream.numbers(stream.stored()));
        assertThat(accounted.stream().distinct().sorted()).isEqualTo(all());
    }

    @Test
    void should_fail_the_rest_when_the_adapter_does_not_come_back() throws Exception {
        NumberedStream stream = new NumberedStream(tmctl, "gone");
        ProcessHandle adapter = adapter("gone");
        Path failed = home.resolve("gone.failed");
        Path out = home.resolve("gone.out");
        Path journal = home.resolve("gone.journal");
        Process sending = send(
                new File("/dev/null"),
                out,
                "--target",
                "gone",
                "-f",
                file.toString(),
                "-o",
                "none",
                "-q",
                "--rate",
                "3000/s",
                "--timeout",
                "2s",
                "--failed",
                failed.toString(),
                "--resume",
                journal.toString());
        awaitJournal(journal, 2_000);
        kill(adapter);
        Ended ended = ended(sending, out);
        assertThat(ended.code()).isEqualTo(6);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.read()).isEqualTo(ended.delivered() + ended.failed()).isLessThan(EVENTS);
        assertThat(ended.err()).contains("error: the send ended before its input: nothing can be delivered");
        // requests were under way side by side: which of them the adapter still answered is its secret
        assertThat(failed(failed)).hasSize((int) ended.failed()).isSorted().doesNotHaveDuplicates();
        List<Integer> storedOrFailed = new ArrayList<>(failed(failed));
        storedOrFailed.addAll(NumberedStream.numbers(stream.stored()));
        assertThat(storedOrFailed)
                .containsAll(IntStream.range(0, (int) ended.read()).boxed().toList());
    }

    private static ProcessHandle adapter(String target) throws Exception {
        JsonNode all =
                MAPPER.readTree(tmctl.run("describe", target, "-o", "json").out());
        return ProcessHandle.of(all.path("adapter").path("pid").asLong()).orElseThrow();
    }

    private static void kill(ProcessHandle adapter) throws Exception {
        adapter.destroyForcibly();
        adapter.onExit().get(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @CsvSource({"INT, 130, false", "TERM, 143, true"})
    void should_close_its_books_when_it_is_told_to_stop(String signal, int code, boolean direct) throws Exception {
        String name = "signal-" + code;
        NumberedStream stream = new NumberedStream(tmctl, name);
        Path failed = home.resolve(name + ".failed");
        Path journal = home.resolve(name + ".journal");
        Path out = home.resolve(name + ".out");
        List<String> arguments = new ArrayList<>(List.of(
                "--target",
                name,
                "-f",
                "-",
                "-o",
                "json",
                "-q",
                "--failed",
                failed.toString(),
                "--resume",
                journal.toString()));
        if (direct) {
            arguments.add("--direct");
        }
        // a pipe that stays open after its last event
        Process sending = send(new File("-"), out, arguments.toArray(String[]::new));
        try (OutputStream pipe = sending.getOutputStream()) {
            StringBuilder lines = new StringBuilder();
            for (int number = 0; number < 2_000; number++) {
                lines.append(NumberedStream.line(number));
            }
            pipe.write(lines.toString().getBytes(StandardCharsets.UTF_8));
            pipe.flush();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> Files.readString(out).lines().count() == 2_000);
            assertThat(sending.isAlive()).isTrue();
            new ProcessBuilder("/bin/kill", "-" + signal, Long.toString(sending.pid()))
                    .start()
                    .waitFor();
            Ended ended = ended(sending, out);
            assertThat(ended.code()).isEqualTo(code);
            assertThat(ended.read())
                    .isEqualTo(ended.delivered() + ended.failed())
                    .isPositive();
            assertThat(ended.err())
                    .startsWith("interrupted: finishing what is under way\n")
                    .contains("error: the send ended before its input: interrupted\n");
            assertThat(failed(failed)).hasSize((int) ended.failed());
            List<String> printed = ended.out().lines().toList();
            assertThat(printed).hasSize((int) ended.delivered() + 1);
            JsonNode books = MAPPER.readTree(printed.getLast()).path("data");
            assertThat(books.path("read").asLong()).isEqualTo(ended.read());
            assertThat(books.path("aborted").asText()).isEqualTo("interrupted");
            assertThat(NumberedStream.numbers(stream.stored())).hasSize((int) ended.delivered());
        }
    }

    @Test
    void should_end_when_nobody_reads_its_output() throws Exception {
        NumberedStream stream = new NumberedStream(tmctl, "head");
        ProcessBuilder builder = new ProcessBuilder(
                "/bin/bash",
                "-c",
                "set -o pipefail; \"$0\" send --target head --direct -q -f \"$1\" -o name | head -1",
                InstalledTmctl.executable().toString(),
                file.toString());
        builder.environment().clear();
        builder.environment().putAll(tmctl.environment());
        Path out = home.resolve("head.out");
        Process process = builder.redirectOutput(out.toFile())
                .redirectError(err(out).toFile())
                .redirectInput(new File("/dev/null"))
                .start();
        Ended ended = ended(process, out);
        assertThat(ended.out().lines()).hasSize(1);
        assertThat(ended.out()).startsWith("shardId-000000000000/");
        assertThat(ended.err()).isEqualTo("20000 read, 20000 delivered, 0 failed\n");
        assertThat(ended.code()).isZero();
        assertThat(NumberedStream.numbers(stream.stored())).isEqualTo(all());
    }
}
