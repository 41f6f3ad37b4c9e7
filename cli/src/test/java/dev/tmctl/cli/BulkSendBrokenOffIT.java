package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tmctl.cli.BulkProcess.Ended;
import dev.tmctl.cli.InstalledTmctl.Result;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Twenty thousand numbered events through real processes, some of which are killed or told to end.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BulkSendBrokenOffIT {
    private static final int EVENTS = 20_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final ObjectMapper MAPPER = new ObjectMapper();

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
        slowly.addAll(List.of("--rate", "1000/s"));
        BulkProcess killed = BulkProcess.send(tmctl, new File("/dev/null"), out, slowly.toArray(String[]::new));
        awaitJournal(journal, 2_000);
        killed.process().destroyForcibly();
        assertThat(killed.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(killed.err()).isEmpty();
        int before = MAPPER.readTree(Files.readString(journal)).path("elements").asInt();
        assertThat(before).isBetween(2_000, EVENTS - 1);
        Ended ended =
                BulkProcess.send(tmctl, new File("/dev/null"), out, arguments).ended();
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
        BulkProcess sending = BulkProcess.send(
                tmctl,
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
                "1000/s",
                "--failed",
                failed.toString(),
                "--resume",
                journal.toString());
        awaitJournal(journal, 2_000);
        kill(adapter);
        Result started = tmctl.run("start", "restarted");
        assertThat(started.code()).as(started.err()).isZero();
        Ended ended = sending.ended();
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
        BulkProcess sending = BulkProcess.send(
                tmctl,
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
                "1000/s",
                "--timeout",
                "2s",
                "--failed",
                failed.toString(),
                "--resume",
                journal.toString());
        awaitJournal(journal, 2_000);
        kill(adapter);
        Ended ended = sending.ended();
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
        BulkProcess sending = BulkProcess.send(tmctl, new File("-"), out, arguments.toArray(String[]::new));
        try (OutputStream pipe = sending.process().getOutputStream()) {
            StringBuilder lines = new StringBuilder();
            for (int number = 0; number < 2_000; number++) {
                lines.append(NumberedStream.line(number));
            }
            pipe.write(lines.toString().getBytes(StandardCharsets.UTF_8));
            pipe.flush();
            Awaitility.await()
                    .atMost(TIMEOUT)
                    .until(() -> Files.readString(out).lines().count() == 2_000);
            assertThat(sending.process().isAlive()).isTrue();
            new ProcessBuilder(
                            "/bin/kill",
                            "-" + signal,
                            Long.toString(sending.process().pid()))
                    .start()
                    .waitFor();
            Ended ended = sending.ended();
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

    private static ProcessHandle adapter(String target) throws Exception {
        JsonNode all =
                MAPPER.readTree(tmctl.run("describe", target, "-o", "json").out());
        return ProcessHandle.of(all.path("adapter").path("pid").asLong()).orElseThrow();
    }

    private static void kill(ProcessHandle adapter) throws Exception {
        adapter.destroyForcibly();
        adapter.onExit().get(20, TimeUnit.SECONDS);
    }

    private static void awaitJournal(Path journal, int elements) {
        Awaitility.await()
                .atMost(TIMEOUT)
                .until(() -> Files.exists(journal)
                        && MAPPER.readTree(Files.readString(journal))
                                        .path("elements")
                                        .asInt()
                                >= elements);
    }

    /// The numbers of the events in a file of failed ones.
    private static List<Integer> failed(Path failed) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        for (String line : Files.readAllLines(failed)) {
            numbers.add(MAPPER.readTree(line).path("id").asInt());
        }
        return numbers;
    }

    private static List<Integer> all() {
        return IntStream.range(0, EVENTS).boxed().toList();
    }
}
