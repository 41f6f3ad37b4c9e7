package dev.tmctl.local.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.local.CapturedLog;
import dev.tmctl.local.ManualClock;
import dev.tmctl.local.internal.model.Position;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What becomes of a segment whose bytes are not those that were written: the records `a` to `e`, one
/// frame each.
class SegmentRepairTest {

    private static final int ALL = Integer.MAX_VALUE;
    private static final int MAGIC = Segment.MAGIC.length;

    /// Of one record: a key of 1 byte, and 9 bytes of data.
    private static final int FRAME = Frame.HEADER + 10;

    private final ManualClock clock = new ManualClock();
    private final WriteHealth health = new WriteHealth();

    @TempDir
    private Path directory;

    private ShardLog open() throws IOException {
        return new ShardLog(directory, new Position(clock.millis(), 0), clock, new WriteBuffers(), health);
    }

    private static List<NewRecord> record(String key) {
        return List.of(new NewRecord(
                key.getBytes(StandardCharsets.UTF_8), ("data of " + key).getBytes(StandardCharsets.UTF_8)));
    }

    private static String keys(ShardLog log) throws IOException {
        StringBuilder keys = new StringBuilder();
        for (StoredRecord read :
                log.read(Position.FIRST, 0, ALL, Long.MAX_VALUE).records()) {
            String data = new String(read.block(), read.offset(), read.length(), StandardCharsets.UTF_8);
            assertThat(data).isEqualTo("data of " + read.partitionKey());
            keys.append(read.partitionKey());
        }
        return keys.toString();
    }

    private void write(String keys) throws Exception {
        try (ShardLog log = open()) {
            for (String key : keys.split("")) {
                log.append(record(key), null);
            }
        }
    }

    @FunctionalInterface
    interface Damage {
        byte[] apply(byte[] file);
    }

    private static Damage change(int offset) {
        return file -> {
            file[offset] ^= 0x55;
            return file;
        };
    }

    private static Damage all(Damage... damages) {
        return file -> {
            byte[] damaged = file;
            for (Damage damage : damages) {
                damaged = damage.apply(damaged);
            }
            return damaged;
        };
    }

    private static Damage zeros(int from, int to) {
        return file -> {
            byte[] longer = Arrays.copyOf(file, Math.max(file.length, to));
            Arrays.fill(longer, from, to, (byte) 0);
            return longer;
        };
    }

    private static Damage cut(int bytes) {
        return file -> Arrays.copyOf(file, file.length - bytes);
    }

    private static Damage length(int frame, int length) {
        return file -> {
            ByteBuffer.wrap(file).putInt(at(frame), length);
            return file;
        };
    }

    private static Damage garbage(int from, int bytes) {
        return file -> {
            byte[] random = new byte[bytes];
            new Random(7).nextBytes(random);
            ByteArrayOutputStream mixed = new ByteArrayOutputStream();
            mixed.write(file, 0, from);
            mixed.writeBytes(random);
            mixed.write(file, from, file.length - from);
            return mixed.toByteArray();
        };
    }

    /// Where a frame starts.
    private static int at(int frame) {
        return MAGIC + frame * FRAME;
    }

    /// Damage, the records that are served, what is set aside by offset and length, and the bytes that are
    /// dropped.
    static Stream<Arguments> damages() {
        return Stream.of(
                Arguments.of("none", all(), "abcde", Map.of(), 0),
                Arguments.of("length of the first", change(at(0)), "bcde", Map.of(at(0), FRAME), 0),
                Arguments.of("checksum of the first", change(at(0) + 4), "bcde", Map.of(at(0), FRAME), 0),
                Arguments.of("time of the first", change(at(0) + 9), "bcde", Map.of(at(0), FRAME), 0),
                Arguments.of("key's length of the first", change(at(0) + 24), "bcde", Map.of(at(0), FRAME), 0),
                Arguments.of("data of the first", change(at(0) + 30), "bcde", Map.of(at(0), FRAME), 0),
                Arguments.of("data in the middle", change(at(2) + 30), "abde", Map.of(at(2), FRAME), 0),
                Arguments.of("length in the middle", length(2, 7), "abde", Map.of(at(2), FRAME), 0),
                Arguments.of("length over the next", length(1, 2 * FRAME - 8), "acde", Map.of(at(1), FRAME), 0),
                Arguments.of("length over the end", length(1, 9 * FRAME), "acde", Map.of(at(1), FRAME), 0),
                Arguments.of("length up to the end", length(1, 4 * FRAME - 8), "acde", Map.of(at(1), FRAME), 0),
                Arguments.of("length into the next", length(1, FRAME), "acde", Map.of(at(1), FRAME), 0),
                Arguments.of("greatest length", length(1, Integer.MAX_VALUE), "acde", Map.of(at(1), FRAME), 0),
                Arguments.of("negative length", length(1, -1), "acde", Map.of(at(1), FRAME), 0),
                Arguments.of(
                        "two apart",
                        all(change(at(1) + 30), change(at(3) + 12)),
                        "ace",
                        Map.of(at(1), FRAME, at(3), FRAME),
                        0),
                Arguments.of(
                        "two in a row",
                        all(change(at(1) + 30), change(at(2) + 30)),
                        "ade",
                        Map.of(at(1), 2 * FRAME),
                        0),
                Arguments.of(
                        "first and last",
                        all(change(at(0) + 30), change(at(4) + 30)),
                        "bcd",
                        Map.of(at(0), FRAME, at(4), FRAME),
                        0),
                Arguments.of("data of the last", change(at(4) + 30), "abcd", Map.of(at(4), FRAME), 0),
                Arguments.of("checksum of the last", change(at(4) + 5), "abcd", Map.of(at(4), FRAME), 0),
                Arguments.of("shorter length of the last", length(4, 20), "abcd", Map.of(at(4), FRAME), 0),
                Arguments.of("longer length of the last", length(4, 300), "abcd", Map.of(at(4), FRAME), 0),
                Arguments.of("last one and cut", all(change(at(4)), cut(3)), "abcd", Map.of(at(4), FRAME - 3), 0),
                Arguments.of("cut by a byte", cut(1), "abcd", Map.of(), FRAME - 1),
                Arguments.of("cut in the header", cut(FRAME - 10), "abcd", Map.of(), 10),
                Arguments.of("cut after a byte", cut(FRAME - 1), "abcd", Map.of(), 1),
                Arguments.of("cut between frames", cut(FRAME), "abcd", Map.of(), 0),
                Arguments.of(
                        "cut and one damaged", all(change(at(1) + 30), cut(1)), "acd", Map.of(at(1), FRAME), FRAME - 1),
                Arguments.of("zeros behind", zeros(at(5), at(5) + 4096), "abcde", Map.of(at(5), 4096), 0),
                Arguments.of("zeros at the end", zeros(at(4) + 20, at(5)), "abcd", Map.of(at(4), FRAME), 0),
                Arguments.of("zeros over the last two", zeros(at(3), at(5)), "abc", Map.of(at(3), 2 * FRAME), 0),
                Arguments.of("zeros in the middle", zeros(at(1) + 3, at(3) + 4), "ae", Map.of(at(1), 3 * FRAME), 0),
                Arguments.of("all zeros", zeros(0, at(5)), "", Map.of(0, at(5)), 0),
                Arguments.of("all frames zeros", zeros(MAGIC, at(5)), "", Map.of(MAGIC, 5 * FRAME), 0),
                Arguments.of("magic number", change(3), "abcde", Map.of(0, MAGIC), 0),
                Arguments.of("magic number and first", all(change(3), change(at(0) + 30)), "bcde", Map.of(0, at(1)), 0),
                Arguments.of("cut in the magic number", cut(5 * FRAME + 3), "", Map.of(), MAGIC - 3),
                Arguments.of("only the magic number", cut(5 * FRAME), "", Map.of(), 0),
                Arguments.of("empty", cut(at(5)), "", Map.of(), 0),
                Arguments.of("bytes between frames", garbage(at(2), 5000), "abcde", Map.of(at(2), 5000), 0),
                Arguments.of("bytes behind", garbage(at(5), 5000), "abcde", Map.of(at(5), 5000), 0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void wholeRecordsAreServedAndTheRestIsSetAside(
            String name, Damage damage, String served, Map<Integer, Integer> aside, int dropped) throws Exception {
        write("abcde");
        Path file = Segment.file(directory, 0);
        byte[] damaged = damage.apply(Files.readAllBytes(file));
        Files.write(file, damaged);
        try (CapturedLog log = new CapturedLog(SegmentRepair.class, file.toString())) {
            try (ShardLog opened = open()) {
                assertThat(keys(opened)).isEqualTo(served);
                assertSetAside(damaged, aside);
                assertThat(log.lines()).containsExactlyElementsOf(lines(damaged.length, aside, dropped));
                opened.append(record("f"), null);
                assertThat(keys(opened)).isEqualTo(served + "f");
            }
            try (ShardLog again = open()) {
                assertThat(keys(again)).isEqualTo(served + "f");
            }
            assertThat(log.lines()).hasSize(aside.size() + (dropped > 0 ? 1 : 0));
            assertSetAside(damaged, aside);
        }
    }

    private static List<String> lines(int size, Map<Integer, Integer> aside, int dropped) {
        Stream<String> damages = new TreeMap<>(aside)
                .entrySet().stream()
                        .map(part -> "SEVERE DIR: " + part.getValue() + " damaged bytes at offset " + part.getKey()
                                + "; set aside in DIR.damaged-" + part.getKey()
                                + "; every whole record before and after them is kept");
        Stream<String> cut = dropped == 0
                ? Stream.of()
                : Stream.of("WARNING DIR: dropped " + dropped + " bytes of an unfinished write at the end, from offset "
                        + (size - dropped));
        return Stream.concat(damages, cut).toList();
    }

    private void assertSetAside(byte[] damaged, Map<Integer, Integer> aside) throws IOException {
        Map<String, byte[]> expected = new TreeMap<>();
        aside.forEach((offset, length) -> expected.put(
                "000000000000.log.damaged-" + offset, Arrays.copyOfRange(damaged, offset, offset + length)));
        Map<String, byte[]> found = new TreeMap<>();
        for (Path other : StreamFiles.list(directory)) {
            if (Segment.numberOf(other) < 0) {
                found.put(other.getFileName().toString(), Files.readAllBytes(other));
            }
        }
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        found.forEach((file, bytes) -> assertThat(bytes).isEqualTo(expected.get(file)));
    }

    /// Whichever byte is changed, every other record is served.
    @Test
    void anyChangedByteCostsOneRecordAtMost() throws Exception {
        write("abcde");
        Path file = Segment.file(directory, 0);
        byte[] whole = Files.readAllBytes(file);
        for (int offset = 0; offset < whole.length; offset++) {
            for (Path old : StreamFiles.list(directory)) {
                Files.delete(old);
            }
            Files.write(file, change(offset).apply(whole.clone()));
            int frame = (offset - MAGIC) / FRAME;
            String served = offset < MAGIC ? "abcde" : "abcde".replace("abcde".substring(frame, frame + 1), "");
            try (ShardLog opened = open()) {
                assertThat(keys(opened)).as("byte %d", offset).isEqualTo(served);
            }
            assertThat(StreamFiles.list(directory)).as("byte %d", offset).hasSize(2);
        }
    }

    /// A record whose data looks like frames is one record: what is in it is never served.
    @Test
    void framesWithinADamagedRecordAreNotServed() throws Exception {
        ByteBuffer forged = ByteBuffer.allocate(200);
        Frame.encode(record("x").getFirst(), clock.millis() + 1, 1000, forged);
        byte[] data = Arrays.copyOf(forged.array(), forged.position());
        try (ShardLog log = open()) {
            log.append(record("a"), null);
            log.append(List.of(new NewRecord(new byte[] {'k'}, data)), null);
            log.append(record("b"), null);
        }
        Path file = Segment.file(directory, 0);
        Files.write(file, change(at(1) + 20).apply(Files.readAllBytes(file)));
        try (ShardLog log = open()) {
            assertThat(keys(log)).isEqualTo("ab");
        }
    }

    /// The damage is met while the log is open, in the segment that is written.
    @Test
    void damageThatComesLaterIsSetAsideToo() throws Exception {
        Path file = Segment.file(directory, 0);
        try (ShardLog log = open();
                CapturedLog captured = new CapturedLog(SegmentRepair.class, file.toString())) {
            for (String key : List.of("a", "b", "c")) {
                log.append(record(key), null);
            }
            byte[] damaged = change(at(1) + 30).apply(Files.readAllBytes(file));
            Files.write(file, damaged);
            assertThat(keys(log)).isEqualTo("ac");
            assertThat(captured.lines()).isEqualTo(lines(damaged.length, Map.of(at(1), FRAME), 0));
            log.append(record("d"), null);
            assertThat(keys(log)).isEqualTo("acd");
        }
        try (ShardLog log = open()) {
            assertThat(keys(log)).isEqualTo("acd");
        }
    }

    /// What was acknowledged and is missing at the end is not an unfinished write while the log is open.
    @Test
    void segmentThatIsCutWhileItIsOpenKeepsTheRest() throws Exception {
        Path file = Segment.file(directory, 0);
        try (ShardLog log = open()) {
            log.append(record("a"), null);
            log.append(record("b"), null);
            Files.write(file, cut(FRAME).apply(Files.readAllBytes(file)));
            assertThat(keys(log)).isEqualTo("a");
            log.append(record("c"), null);
            assertThat(keys(log)).isEqualTo("ac");
        }
    }

    /// Segments that others follow are only looked at when they are read; what is cut off there is damage.
    @ParameterizedTest
    @MethodSource("olderDamages")
    void olderSegmentsAreRepairedWhenTheyAreRead(Damage damage, String served, Map<Integer, Integer> aside)
            throws Exception {
        write("abc");
        clock.advance(Duration.ofHours(2));
        write("d");
        Path file = Segment.file(directory, 0);
        byte[] damaged = damage.apply(Files.readAllBytes(file));
        Files.write(file, damaged);
        try (ShardLog log = open()) {
            assertThat(keys(log)).isEqualTo(served + "d");
            log.append(record("e"), null);
        }
        try (ShardLog log = open()) {
            assertThat(keys(log)).isEqualTo(served + "de");
        }
        assertSetAside(damaged, aside);
    }

    static Stream<Arguments> olderDamages() {
        return Stream.of(
                Arguments.of(change(at(0) + 30), "bc", Map.of(at(0), FRAME)),
                Arguments.of(change(at(1) + 30), "ac", Map.of(at(1), FRAME)),
                Arguments.of(change(at(2) + 30), "ab", Map.of(at(2), FRAME)),
                Arguments.of(cut(1), "ab", Map.of(at(2), FRAME - 1)),
                Arguments.of(zeros(0, at(3)), "", Map.of(0, at(3))),
                Arguments.of(zeros(at(0), at(3)), "", Map.of(at(0), 3 * FRAME)),
                Arguments.of(change(2), "abc", Map.of(0, MAGIC)));
    }

    /// The two newest segments are lost: the log goes on after what is left.
    @Test
    void positionsGrowAfterTheNewestSegmentIsLost() throws Exception {
        write("a");
        clock.advance(Duration.ofHours(2));
        write("b");
        Path newest = Segment.file(directory, 1);
        Files.write(newest, zeros(0, at(1)).apply(Files.readAllBytes(newest)));
        try (ShardLog log = open()) {
            Position last = log.last();
            Appended appended = log.append(record("c"), null);
            assertThat(new Position(appended.millis(), appended.firstCounter())).isGreaterThan(last);
            assertThat(keys(log)).isEqualTo("ac");
        }
    }

    @Test
    void filesThatAreNoSegmentsAreLeftAlone() throws Exception {
        write("a");
        List<String> others = List.of("notes.log", "1.log", "000000000000.log.bak", "99999999999999999999999999.log");
        for (String other : others) {
            Files.writeString(directory.resolve(other), "mine");
        }
        try (ShardLog log = open()) {
            assertThat(keys(log)).isEqualTo("a");
        }
        for (String other : others) {
            assertThat(directory.resolve(other)).hasContent("mine");
        }
    }

    /// Looking for a whole frame in a large damaged file takes moments, not minutes.
    @Test
    void largeDamageIsLookedThroughQuickly() throws Exception {
        write("abc");
        Path file = Segment.file(directory, 0);
        Files.write(file, garbage(at(1), 64 * 1024 * 1024).apply(Files.readAllBytes(file)));
        long begun = System.nanoTime();
        try (ShardLog log = open()) {
            assertThat(keys(log)).isEqualTo("abc");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    }
}
