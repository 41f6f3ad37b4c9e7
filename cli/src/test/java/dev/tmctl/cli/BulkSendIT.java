package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tmctl.cli.BulkProcess.Ended;
import dev.tmctl.cli.InstalledTmctl.Result;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Twenty thousand numbered events through real processes, to their end.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BulkSendIT {
    private static final int EVENTS = 20_000;
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
    void should_end_when_nobody_reads_its_output() throws Exception {
        NumberedStream stream = new NumberedStream(tmctl, "head");
        Ended ended = BulkProcess.start(
                        tmctl,
                        new File("/dev/null"),
                        home.resolve("head.out"),
                        List.of(
                                "/bin/bash",
                                "-c",
                                "set -o pipefail; \"$0\" send --target head --direct -q -f \"$1\" -o name | head -1",
                                InstalledTmctl.executable().toString(),
                                file.toString()))
                .ended();
        assertThat(ended.out().lines()).hasSize(1);
        assertThat(ended.out()).startsWith("shardId-000000000000/");
        assertThat(ended.err()).isEqualTo("20000 read, 20000 delivered, 0 failed\n");
        assertThat(ended.code()).isZero();
        assertThat(NumberedStream.numbers(stream.stored())).isEqualTo(all());
    }

    private static List<Integer> all() {
        return IntStream.range(0, EVENTS).boxed().toList();
    }
}
