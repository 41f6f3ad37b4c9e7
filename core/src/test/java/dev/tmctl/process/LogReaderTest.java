package dev.tmctl.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A log is read from some lines before its end on, whatever the process that writes it does meanwhile.
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LogReaderTest {
    private static final int LIMIT = 8 * 1024;
    private static final int LINES = 20_000;

    private final Path file;
    private final LogFile log;

    LogReaderTest(@TempDir Path folder) {
        this.file = folder.resolve("a.log");
        this.log = new LogFile(file);
    }

    /// Lines of very different lengths, with characters of one to four bytes.
    private static String line(int number) {
        return number + " " + "aß€😀".repeat(number % 40) + "\n";
    }

    private static String lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(LogReaderTest::line).collect(Collectors.joining());
    }

    private static String all(LogReader reader) throws IOException {
        StringBuilder all = new StringBuilder();
        while (reader.left() > 0) {
            all.append(reader.next());
        }
        return all.toString();
    }

    private String last(long lines) throws IOException {
        try (LogReader reader = LogReader.open(log, lines)) {
            return all(reader);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 10000", "1, 9999", "3, 9997", "1000, 9000", "9999, 1", "10000, 0", "1000000000000, 0"})
    void should_begin_with_the_last_lines(long wanted, int first) throws Exception {
        Files.writeString(file, lines(0, 10_000));

        assertThat(last(wanted)).isEqualTo(lines(first, 10_000));
    }

    @ParameterizedTest
    @CsvSource({"1, 9999", "2000, 8000", "2001, 7999", "9999, 1", "10000, 0", "10001, 0"})
    void should_begin_in_the_part_that_was_rotated_away(long wanted, int first) throws Exception {
        Files.writeString(log.older(), lines(0, 8_000));
        Files.writeString(file, lines(8_000, 10_000));

        assertThat(last(wanted)).isEqualTo(lines(first, 10_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\n\n\n", "half a line", "a\nhalf a line", "a\r\nb\r\n"})
    void should_read_what_is_no_complete_line_too(String text) throws Exception {
        Files.writeString(file, text);

        assertThat(last(1000)).isEqualTo(text);
        assertThat(last(1)).isEqualTo(text.substring(text.lastIndexOf('\n', text.length() - 2) + 1));
    }

    @Test
    void should_replace_what_is_no_text_and_go_on() throws Exception {
        Files.write(file, new byte[] {'a', (byte) 0xC3, '\n', (byte) 0xFF, 'b', '\n'});

        assertThat(last(10)).isEqualTo("a\uFFFD\n\uFFFDb\n");
    }

    @Test
    void should_go_on_with_what_is_written_after_its_end() throws Exception {
        Files.writeString(file, lines(0, 10));
        try (LogReader reader = LogReader.open(log, 1)) {
            assertThat(all(reader)).isEqualTo(line(9));
            assertThat(reader.next()).isEmpty();
            byte[] more = line(39).getBytes(StandardCharsets.UTF_8);
            Files.write(file, Arrays.copyOf(more, 5), StandardOpenOption.APPEND);
            String first = reader.next();
            Files.write(file, Arrays.copyOfRange(more, 5, more.length), StandardOpenOption.APPEND);
            assertThat(first + reader.next()).isEqualTo(line(39));
        }
    }

    @Test
    void should_read_each_line_once_over_many_rotations() throws Exception {
        Semaphore ahead = new Semaphore(20);
        Files.writeString(file, "");
        FutureTask<Void> writing = new FutureTask<>(() -> write(ahead), null);
        StringBuilder read = new StringBuilder();
        try (LogReader reader = LogReader.open(log, 0)) {
            Thread.ofPlatform().daemon().start(writing);
            int lines = 0;
            while (lines < LINES) {
                String news = reader.next();
                int more = (int) news.chars().filter(c -> c == '\n').count();
                lines += more;
                ahead.release(more);
                read.append(news);
                assertThat(reader.missesLines()).isFalse();
            }
        }
        writing.get(10, TimeUnit.SECONDS);
        assertThat(read).hasToString(lines(0, LINES));
        assertThat(Files.size(file)).isLessThanOrEqualTo(LIMIT);
        assertThat(Files.size(log.older())).isBetween(LIMIT / 4L, (long) LIMIT);
    }

    /// The writer is never so far ahead that a second rotation takes away what was not read.
    private void write(Semaphore ahead) {
        LogRotation rotation = new LogRotation(log, LIMIT, 512);
        try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
            for (int number = 0; number < LINES; number++) {
                ahead.acquire();
                byte[] line = line(number).getBytes(StandardCharsets.UTF_8);
                rotation.makeRoom(line.length);
                out.write(line);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void should_say_when_lines_were_rotated_away_unread() throws Exception {
        Files.writeString(file, lines(0, 100));
        LogRotation rotation = new LogRotation(log, 1, 1);
        try (LogReader reader = LogReader.open(log, 2)) {
            assertThat(all(reader)).isEqualTo(lines(98, 100));
            rotation.makeRoom(1);
            Files.writeString(file, lines(200, 400));
            rotation.makeRoom(1);
            Files.writeString(file, lines(400, 402));

            assertThat(reader.next()).isEqualTo(lines(200, 400));
            assertThat(reader.missesLines()).isTrue();
            assertThat(reader.missesLines()).isFalse();
            assertThat(reader.next()).isEqualTo(lines(400, 402));
        }
    }

    @Test
    void should_go_over_to_a_log_that_was_moved_away_before_a_restart() throws Exception {
        Files.writeString(file, lines(0, 100));
        try (LogReader reader = LogReader.open(log, 1)) {
            Files.move(file, log.older());
            assertThat(reader.next()).isEqualTo(line(99));
            assertThat(reader.next()).isEmpty();
            Files.writeString(file, lines(100, 102));
            assertThat(reader.next()).isEqualTo(lines(100, 102));
            assertThat(reader.missesLines()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void should_begin_anew_when_somebody_empties_the_log(boolean deletes) throws Exception {
        Files.writeString(file, lines(0, 100));
        try (LogReader reader = LogReader.open(log, 3)) {
            Files.delete(file);
            if (!deletes) {
                Files.writeString(file, "");
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> reader.next().isEmpty() && reader.left() == 0);
            Files.writeString(file, line(7));
            assertThat(List.of(reader.next(), reader.next())).containsExactly(line(7), "");
        }
    }

    @Test
    void should_wait_for_a_log_that_is_not_there() throws Exception {
        try (LogReader reader = LogReader.open(log, 10)) {
            assertThat(reader.left()).isZero();
            assertThat(reader.next()).isEmpty();
            Files.writeString(file, lines(0, 2));
            assertThat(reader.next()).isEqualTo(lines(0, 2));
        }
    }
}
