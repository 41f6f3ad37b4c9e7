package dev.tmctl.delivery.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.event.EventDefaults;
import dev.tmctl.event.EventStream;
import dev.tmctl.event.EventStream.Element;
import dev.tmctl.event.InputDigest;
import io.cloudevents.CloudEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The journal and the file of failed events, after a run was killed at any point and resumed.
class RunFilesTest {
    private static final String STREAM = "arn:aws:kinesis:eu-central-1:123456789012:stream/orders";
    private static final int ELEMENTS = 1_000;
    private static final Outcome.Failed TOO_LARGE =
            new Outcome.Failed(FailureKind.TOO_LARGE, "RecordTooLarge", "as planned", null, 1);

    private final Path failed;
    private final Path journal;

    RunFilesTest(@TempDir Path folder) {
        failed = folder.resolve("failed.ndjson");
        journal = folder.resolve("journal");
    }

    private static EventDefaults defaults() {
        return new EventDefaults(Map.of(), () -> Instant.parse("2026-01-31T12:00:00Z"), () -> "generated");
    }

    private static byte[] input(int elements) {
        StringBuilder lines = new StringBuilder();
        for (int number = 0; number < elements; number++) {
            lines.append(number % 100 == 50 ? "{\"broken\": " + number + "\n" : line(number));
        }
        return lines.toString().getBytes(UTF_8);
    }

    private static String line(int number) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + number + "\",\"source\":\"/s\",\"type\":\"t\",\"data\":" + number
                + "}\n";
    }

    private static boolean fails(int number) {
        return number % 7 == 3;
    }

    /// Thrown where the process is killed: nothing runs after it.
    private static final class KilledException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /// One run of the program, which ends after so many elements as if killed: files are left as they are on
    /// disk.
    private List<Integer> run(byte[] input, int killedAfter, Random random) throws IOException {
        List<Integer> delivered = new ArrayList<>();
        InputDigest digest = new InputDigest();
        // not closed where it is killed: closing writes
        RunFiles files = RunFiles.open(STREAM, failed, journal);
        try (EventStream stream = EventStream.open(new ByteArrayInputStream(input), defaults(), digest)) {
            files.goOn(stream, digest);
            long done = 0;
            long bad = 0;
            int count = 0;
            for (Element element = stream.next(); element != null; element = stream.next()) {
                if (count++ == killedAfter) {
                    throw new KilledException();
                }
                CloudEvent event = element.event();
                if (event == null) {
                    bad++;
                    files.invalid(element);
                } else if (fails(Integer.parseInt(event.getId()))) {
                    bad++;
                    files.failed(event, TOO_LARGE);
                } else {
                    done++;
                    delivered.add(Integer.parseInt(event.getId()));
                }
                if (random.nextInt(20) == 0) {
                    files.reached(new BulkResult(done, bad, null), digest.soFar(), false);
                    if (random.nextInt(3) == 0) {
                        // as after a second
                        files.write();
                    }
                }
            }
            files.reached(new BulkResult(done, bad, null), digest.soFar(), true);
            files.close();
        } catch (KilledException killed) {
            files.breakOff();
            return delivered;
        }
        return delivered;
    }

    private List<String> failedOnes() throws IOException {
        List<String> ones = new ArrayList<>();
        try (EventStream stream = EventStream.open(Files.newInputStream(failed), defaults())) {
            for (Element element = stream.next(); element != null; element = stream.next()) {
                ones.add(
                        element.event() == null
                                ? new String(element.raw() == null ? new byte[0] : element.raw(), UTF_8)
                                : element.event().getId());
            }
        }
        return ones;
    }

    private static List<String> expectedFailures(int elements) {
        List<String> expected = new ArrayList<>();
        for (int number = 0; number < elements; number++) {
            if (number % 100 == 50) {
                expected.add("{\"broken\": " + number);
            } else if (fails(number)) {
                expected.add(Integer.toString(number));
            }
        }
        return expected;
    }

    @Test
    void nothingIsMissingWhereverARunIsKilled() throws Exception {
        byte[] input = input(ELEMENTS);
        for (int seed = 0; seed < 25; seed++) {
            Files.deleteIfExists(failed);
            Files.deleteIfExists(journal);
            Random random = new Random(seed);
            TreeSet<Integer> delivered = new TreeSet<>();
            int runs = 0;
            while (runs == 0
                    || !Journal.read(journal).map(Journal.State::complete).orElse(false)) {
                int killedAfter = runs < 4 ? random.nextInt(ELEMENTS) : Integer.MAX_VALUE;
                delivered.addAll(run(input, killedAfter, random));
                runs++;
            }
            List<Integer> all = new ArrayList<>();
            for (int number = 0; number < ELEMENTS; number++) {
                if (number % 100 != 50 && !fails(number)) {
                    all.add(number);
                }
            }
            assertThat(delivered).as("seed %d", seed).containsExactlyElementsOf(all);
            // exactly the failed ones, once
            assertThat(failedOnes()).as("seed %d", seed).isEqualTo(expectedFailures(ELEMENTS));
            Journal.State state = Journal.read(journal).orElseThrow();
            assertThat(state.delivered() + state.failed())
                    .isEqualTo(state.elements())
                    .isEqualTo(ELEMENTS);
            assertThat(state.failedBytes()).isEqualTo(Files.size(failed));
        }
    }

    /// Killed in its first second, when a new journal says nothing yet but failed events are in their file.
    @Test
    void nothingIsKeptTwiceOfARunThatNotedNothing() throws Exception {
        Random never = new Random() {
            private static final long serialVersionUID = 1L;

            @Override
            public int nextInt(int bound) {
                return 1;
            }
        };
        byte[] input = input(ELEMENTS);
        Files.writeString(failed, line(7));
        run(input, 900, never);
        assertThat(Files.size(failed)).isGreaterThan(1_000);
        run(input, Integer.MAX_VALUE, never);
        List<String> expected = new ArrayList<>(List.of("7"));
        expected.addAll(expectedFailures(ELEMENTS));
        assertThat(failedOnes()).isEqualTo(expected);
    }

    @Test
    void aCompleteRunIsNotRepeated() throws Exception {
        byte[] input = input(ELEMENTS);
        run(input, Integer.MAX_VALUE, new Random(1));
        byte[] before = Files.readAllBytes(failed);
        assertThat(run(input, Integer.MAX_VALUE, new Random(2))).isEmpty();
        assertThat(failed).hasBinaryContent(before);
    }

    @Test
    void refusesAJournalOfAnotherStream() throws Exception {
        run(input(ELEMENTS), Integer.MAX_VALUE, new Random(1));
        assertThatThrownBy(() -> RunFiles.open(STREAM + "2", null, journal))
                .isInstanceOf(JournalException.class)
                .hasMessage(journal + " is of a send to " + STREAM + ", not to " + STREAM + "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shorter", "other", "moved"})
    void refusesAnotherInput(String kind) throws Exception {
        String text = new String(input(ELEMENTS), UTF_8);
        run(text.getBytes(UTF_8), Integer.MAX_VALUE, new Random(1));
        byte[] changed = switch (kind) {
            case "shorter" -> input(ELEMENTS - 1);
            case "other" -> text.replace("\"id\":\"500\"", "\"id\":\"5oo\"").getBytes(UTF_8);
            default -> (line(7) + text).getBytes(UTF_8);
        };
        byte[] before = Files.readAllBytes(failed);
        assertThatThrownBy(() -> run(changed, Integer.MAX_VALUE, new Random(1)))
                .isInstanceOf(JournalException.class)
                .hasMessage("the input is not the one that the journal is of: its first 1000 elements differ");
        assertThat(failed).hasBinaryContent(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "null",
                "[]",
                "\"x\"",
                "not a journal",
                "{\"stream\":null,\"elements\":1,\"digest\":\"\",\"delivered\":1,\"failed\":0,\"failedBytes\":0,\"complete\":false}",
                "{\"stream\":\"a\",\"elements\":null,\"digest\":\"\",\"delivered\":1,\"failed\":0,\"failedBytes\":0,\"complete\":false}",
                "{\"stream\":\"a\",\"digest\":\"\"}",
                "{\"stream\":\"" + STREAM + "\",\"elements\":-1,\"digest\":\"\",\"delivered\":1,\"failed\":0,"
                        + "\"failedBytes\":-1,\"complete\":false}",
            })
    void refusesADamagedJournal(String text) throws Exception {
        Files.writeString(journal, text);
        Files.writeString(failed, line(1));
        assertThatThrownBy(() -> RunFiles.open(STREAM, failed, journal))
                .isInstanceOf(JournalException.class)
                .hasMessageStartingWith(journal + " is ");
        assertThat(journal).hasContent(text);
        assertThat(failed).hasContent(line(1).strip());
    }

    @Test
    void anEmptyJournalIsNone() throws Exception {
        Files.writeString(journal, "");
        Files.writeString(failed, line(1));
        try (RunFiles files = RunFiles.open(STREAM, failed, journal)) {
            assertThat(files.before().elements()).isZero();
        }
        // what earlier sends left there is kept
        assertThat(failedOnes()).containsExactly("1");
    }

    /// A run in between without --failed must not make the next one cut off what the first one kept.
    @Test
    void keepsFailedEventsThroughARunThatKeepsNone() throws Exception {
        byte[] input = input(ELEMENTS);
        InputDigest digest = new InputDigest();
        try (RunFiles files = RunFiles.open(STREAM, failed, journal);
                EventStream stream = EventStream.open(new ByteArrayInputStream(input), defaults(), digest)) {
            CloudEvent first = requireNonNull(requireNonNull(stream.next()).event());
            files.failed(first, TOO_LARGE);
            files.reached(new BulkResult(0, 1, null), digest.soFar(), false);
        }
        byte[] kept = Files.readAllBytes(failed);
        InputDigest again = new InputDigest();
        try (RunFiles files = RunFiles.open(STREAM, null, journal);
                EventStream stream = EventStream.open(new ByteArrayInputStream(input), defaults(), again)) {
            files.goOn(stream, again);
            assertThat(stream.next()).isNotNull();
            files.reached(new BulkResult(1, 0, null), again.soFar(), false);
        }
        RunFiles.open(STREAM, failed, journal).close();
        assertThat(failed).hasBinaryContent(kept);
    }

    /// What failed and is kept nowhere is not done with: the next run meets it again.
    @Test
    void staysBeforeTheFirstFailureWhereNoneAreKept() throws Exception {
        byte[] input = input(ELEMENTS);
        InputDigest digest = new InputDigest();
        try (RunFiles files = RunFiles.open(STREAM, null, journal);
                EventStream stream = EventStream.open(new ByteArrayInputStream(input), defaults(), digest)) {
            assertThat(stream.next()).isNotNull();
            files.reached(new BulkResult(1, 0, null), digest.soFar(), false);
            assertThat(stream.next()).isNotNull();
            files.reached(new BulkResult(1, 1, null), digest.soFar(), false);
            assertThat(stream.next()).isNotNull();
            files.reached(new BulkResult(2, 1, "interrupted"), digest.soFar(), true);
        }
        Journal.State state = Journal.read(journal).orElseThrow();
        assertThat(state.elements()).isEqualTo(1);
        assertThat(state.delivered()).isEqualTo(1);
        assertThat(state.failed()).isZero();
        assertThat(state.complete()).isFalse();
    }

    /// What a run wrote and did not note stays in its place and is not written twice, and what another send has
    /// added since stays too, whether the run was killed or ended.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cutsOffNothingAndKeepsNothingTwice(boolean killed) throws Exception {
        byte[] input = input(ELEMENTS);
        InputDigest digest = new InputDigest();
        RunFiles first = RunFiles.open(STREAM, failed, journal);
        try (EventStream stream = EventStream.open(new ByteArrayInputStream(input), defaults(), digest)) {
            first.failed(requireNonNull(requireNonNull(stream.next()).event()), TOO_LARGE);
            first.reached(new BulkResult(0, 1, null), digest.soFar(), false);
            first.write();
            first.failed(requireNonNull(requireNonNull(stream.next()).event()), TOO_LARGE);
        }
        if (killed) {
            first.force();
            first.breakOff();
        } else {
            first.close();
        }
        try (RunFiles other = RunFiles.open(STREAM, failed, null)) {
            other.failed(requireNonNull(event(line(4711))), TOO_LARGE);
        }
        List<String> expected = List.of("0", "1", "4711");
        for (int run = 0; run < 2; run++) {
            // it is killed again before it meets anything
            RunFiles.open(STREAM, failed, journal).breakOff();
            assertThat(failedOnes()).isEqualTo(expected);
        }
        try (RunFiles files = RunFiles.open(STREAM, failed, journal)) {
            files.failed(requireNonNull(event(line(1))), TOO_LARGE);
            files.failed(requireNonNull(event(line(2))), TOO_LARGE);
        }
        assertThat(failedOnes()).containsExactly("0", "1", "4711", "2");
    }

    /// A line that a killed run left unfinished is not the beginning of another send's.
    @Test
    void beginsOnALineOfItsOwn() throws Exception {
        Files.writeString(failed, line(1) + "{\"specver");
        try (RunFiles other = RunFiles.open(STREAM, failed, null)) {
            other.failed(requireNonNull(event(line(2))), TOO_LARGE);
        }
        assertThat(failedOnes()).containsExactly("1", "{\"specver", "2");
        Files.writeString(failed, line(1).strip());
        try (RunFiles other = RunFiles.open(STREAM, failed, null)) {
            other.failed(requireNonNull(event(line(2))), TOO_LARGE);
        }
        assertThat(failedOnes()).containsExactly("1", "2");
    }

    private static @Nullable CloudEvent event(String line) throws IOException {
        try (EventStream stream = EventStream.open(new ByteArrayInputStream(line.getBytes(UTF_8)), defaults())) {
            return requireNonNull(stream.next()).event();
        }
    }

    /// Each of these would have the first run's files while it has them itself.
    @ParameterizedTest
    @CsvSource({
        "true, true, failed.ndjson, other, failed.ndjson",
        "true, true, other, journal, journal",
        "true, true, link, other, link",
        "true, true, other, link, link",
        "true, false, link, , link",
        "false, true, other, journal, journal",
        "true, true, '', journal, journal",
    })
    void belongToOneRun(boolean keepsFailed, boolean keepsJournal, String failedName, String journalName, String inUse)
            throws Exception {
        Path folder = requireNonNull(failed.getParent());
        Path link = folder.resolve("link");
        try (RunFiles _ = RunFiles.open(STREAM, keepsFailed ? failed : null, keepsJournal ? journal : null)) {
            Files.createSymbolicLink(link, "link".equals(journalName) ? journal : failed);
            assertThatThrownBy(() -> RunFiles.open(
                            STREAM,
                            failedName == null || failedName.isEmpty() ? null : folder.resolve(failedName),
                            journalName == null ? null : folder.resolve(journalName)))
                    .isInstanceOfSatisfying(
                            FileInUseException.class, e -> assertThat(e.file()).isEqualTo(folder.resolve(inUse)))
                    .hasMessage(folder.resolve(inUse) + " is in use by another send");
            assertThat(folder.resolve("other"))
                    .satisfiesAnyOf(
                            other -> assertThat(other).doesNotExist(),
                            other -> assertThat(other).isEmptyFile());
        }
        RunFiles.open(STREAM, failed, journal).close();
    }

    /// The journal is replaced as a whole again and again: whoever comes meanwhile must not find it free.
    @Test
    void belongToOneRunAlsoWhileTheJournalIsWritten() throws Exception {
        InputDigest digest = new InputDigest();
        try (RunFiles files = RunFiles.open(STREAM, failed, journal);
                EventStream stream = EventStream.open(new ByteArrayInputStream(input(ELEMENTS)), defaults(), digest)) {
            for (int done = 1; done <= 50; done++) {
                assertThat(stream.next()).isNotNull();
                files.reached(new BulkResult(done, 0, null), digest.soFar(), false);
                files.write();
                assertThatThrownBy(() -> RunFiles.open(STREAM, null, journal)).isInstanceOf(FileInUseException.class);
            }
        }
        assertThat(Journal.read(journal).orElseThrow().elements()).isEqualTo(50);
    }

    @Test
    void keepsAJournalThatIsALink() throws Exception {
        Path real = Files.createDirectory(journal.resolveSibling("folder")).resolve("real");
        Files.createSymbolicLink(journal, real);
        run(input(ELEMENTS), Integer.MAX_VALUE, new Random(1));
        assertThat(Files.isSymbolicLink(journal)).isTrue();
        assertThat(Journal.read(real).orElseThrow().complete()).isTrue();
    }

    /// Another file is not the one that the journal counts the bytes of.
    @Test
    void doesNotCutOffAnotherFile() throws Exception {
        run(input(ELEMENTS), 500, new Random(3));
        assertThat(Journal.read(journal)).isPresent();
        Path other = failed.resolveSibling("other.ndjson");
        Files.writeString(other, line(1));
        String long_ = line(1).repeat(10_000);
        Files.writeString(other, long_);
        RunFiles.open(STREAM, other, journal).close();
        assertThat(Files.size(other)).isEqualTo(long_.length());
    }
}
