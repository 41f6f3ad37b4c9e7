package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tmctl.cli.InstalledTmctl.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The log of a running adapter: how long it gets, and what is read of it.
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LogsIT {
    private static final int EVENTS = 60_000;
    private static final long LIMIT = 10L * 1024 * 1024;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Pattern STORED = Pattern.compile("\"eventId\":\"(\\d+)\"");

    private final Path home;
    private final Path log;
    private final InstalledTmctl tmctl;

    LogsIT(@TempDir Path home) {
        this.home = home;
        this.tmctl = new InstalledTmctl(home);
        this.log = tmctl.folder().resolve("default/run/t.log");
    }

    @AfterEach
    void stopProcesses() {
        Footprint.killAll(home);
    }

    @Test
    void should_rotate_while_the_adapter_runs_and_follow_it_without_a_gap() throws Exception {
        create();
        Path file = NumberedStream.file(home, EVENTS);
        try (Followed logs = new Followed(tmctl, "logs", "-f")) {
            logs.awaitLine(line -> line.contains("Starting AWS Kinesis Target adapter"));
            Result sent = tmctl.run("send", "-f", file.toString(), "-q", "-o", "none", "--rate", "20000/s");
            assertThat(sent).isEqualTo(new Result(0, "", EVENTS + " read, " + EVENTS + " delivered, 0 failed\n"));
            Awaitility.await().atMost(TIMEOUT).until(() -> numbers(logs.lines()).size() >= EVENTS);
            assertThat(logs.interrupt()).isEqualTo(130);
            assertThat(numbers(logs.lines()).stream().sorted())
                    .isEqualTo(IntStream.range(0, EVENTS).boxed().toList());
        }
        Path older = log.resolveSibling("t.log.1");
        assertThat(Files.size(log)).isLessThanOrEqualTo(LIMIT);
        assertThat(Files.size(older)).isBetween(LIMIT / 2, LIMIT);
        assertThat(Files.getPosixFilePermissions(older)).isEqualTo(Files.getPosixFilePermissions(log));
        List<String> kept = new ArrayList<>(Files.readAllLines(older));
        kept.addAll(Files.readAllLines(log));
        assertThat(kept).allSatisfy(line -> assertThat(line).startsWith("{").endsWith("}"));
        // from the end of the older part on, and all that there is
        int fromOlder = Files.readAllLines(log).size() + 1;
        assertThat(tmctl.run("logs", "-n", Integer.toString(fromOlder)).outLines())
                .isEqualTo(kept.subList(kept.size() - fromOlder, kept.size()));
        assertThat(tmctl.run("logs", "-n", "1000000").outLines()).isEqualTo(kept);
        // what the JVM itself prints is in the log after a rotation too
        long pid = new ObjectMapper()
                .readTree(log.resolveSibling("t.json").toFile())
                .path("pid")
                .asLong();
        new ProcessBuilder("/bin/kill", "-QUIT", Long.toString(pid)).start().waitFor();
        Awaitility.await().atMost(TIMEOUT).until(() -> Files.readString(log).contains("Full thread dump"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-3", "-1"})
    void should_refuse_a_number_of_lines_that_is_none(String lines) throws Exception {
        assertThat(tmctl.run("logs", "-n", lines)).isEqualTo(new Result(2, "", """
                        error: 1 value is not valid
                          tail  is %s; expected a number of lines, 0 or more
                        """.formatted(lines)));
    }

    private void create() throws Exception {
        Result created = tmctl.run(
                "create",
                "target",
                "awskinesis",
                "--local",
                "--name",
                "t",
                "--partition",
                "p",
                "--partition-from",
                "random");
        assertThat(created.code()).as(created.err()).isZero();
    }

    private static List<Integer> numbers(List<String> lines) {
        List<Integer> numbers = new ArrayList<>();
        for (String line : lines) {
            Matcher matcher = STORED.matcher(line);
            if (matcher.find()) {
                numbers.add(Integer.parseInt(matcher.group(1)));
            }
        }
        return numbers;
    }
}
