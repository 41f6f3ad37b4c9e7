package dev.tmctl.local.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tmctl.local.ManualClock;
import dev.tmctl.local.internal.model.Position;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardLogTest {

    private static final int ALL = Integer.MAX_VALUE;

    private final ManualClock clock = new ManualClock();

    @TempDir
    private Path directory;

    private ShardLog open(Path home) throws IOException {
        return new ShardLog(home, new Position(clock.millis(), 0), clock, new WriteBuffers(), new WriteHealth());
    }

    private static List<NewRecord> records(String... texts) {
        return Stream.of(texts)
                .map(text -> new NewRecord(
                        text.getBytes(StandardCharsets.UTF_8), ("data of " + text).getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private static List<String> keys(ShardLog log) throws IOException {
        return log.read(Position.FIRST, 0, ALL, Long.MAX_VALUE).records().stream()
                .map(StoredRecord::partitionKey)
                .toList();
    }

    @Test
    void recordsSurviveReopening() throws Exception {
        try (ShardLog log = open(directory)) {
            log.append(records("a", "b"), null);
        }
        try (ShardLog log = open(directory)) {
            log.append(records("c"), null);
            assertThat(keys(log)).containsExactly("a", "b", "c");
            StoredRecord first = log.read(Position.FIRST, 0, 1, ALL).records().getFirst();
            assertThat(new String(first.block(), first.offset(), first.length(), StandardCharsets.UTF_8))
                    .isEqualTo("data of a");
        }
    }

    /// Whatever part of the last write reached the disk, what was written before stays and new records can
    /// follow.
    @Test
    void tornTailIsDropped() throws Exception {
        Path whole = directory.resolve("whole");
        try (ShardLog log = open(whole)) {
            log.append(records("a", "b"), null);
            log.append(records("c"), null);
        }
        byte[] bytes = Files.readAllBytes(Segment.file(whole, 0));
        int lastFrame = Frame.size(records("c").getFirst());
        for (int cut = 1; cut <= lastFrame; cut++) {
            Path torn = Files.createDirectory(directory.resolve("cut-" + cut));
            Files.write(Segment.file(torn, 0), Arrays.copyOf(bytes, bytes.length - cut));
            try (ShardLog log = open(torn)) {
                assertThat(keys(log)).containsExactly("a", "b");
                log.append(records("d"), null);
                assertThat(keys(log)).containsExactly("a", "b", "d");
            }
            try (ShardLog log = open(torn)) {
                assertThat(keys(log)).containsExactly("a", "b", "d");
            }
        }
    }

    @Test
    void fileWithoutAWholeRecordIsNoObstacle() throws Exception {
        Files.write(Segment.file(directory, 0), Segment.MAGIC);
        try (ShardLog log = open(directory)) {
            assertThat(keys(log)).isEmpty();
            log.append(records("a"), null);
            assertThat(keys(log)).containsExactly("a");
        }
    }

    @Test
    void positionsGrowEvenIfTheClockDoesNot() throws Exception {
        try (ShardLog log = open(directory)) {
            Appended first = log.append(records("a"), null);
            clock.advance(Duration.ofHours(-2));
            Appended second = log.append(records("b"), null);
            assertThat(new Position(second.millis(), second.firstCounter()))
                    .isGreaterThan(new Position(first.millis(), first.firstCounter()));
        }
    }

    @Test
    void appendHonoursALowerBound() throws Exception {
        try (ShardLog log = open(directory)) {
            Position bound = new Position(clock.millis() + 7, 99);
            Appended appended = log.append(records("a"), bound);
            assertThat(new Position(appended.millis(), appended.firstCounter())).isGreaterThan(bound);
        }
    }

    @Test
    void concurrentAppendsGetDistinctGrowingPositions() throws Exception {
        int writers = 16;
        int each = 200;
        try (ShardLog log = open(directory);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                String name = "w" + writer + "-";
                running.add(threads.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        log.append(records(name + i), null);
                    }
                    return null;
                }));
            }
            for (Future<?> done : running) {
                done.get();
            }
            List<StoredRecord> read =
                    log.read(Position.FIRST, 0, ALL, Long.MAX_VALUE).records();
            assertThat(read).hasSize(writers * each);
            assertThat(read.stream().map(StoredRecord::position).toList())
                    .isSorted()
                    .doesNotHaveDuplicates();
            for (int writer = 0; writer < writers; writer++) {
                String name = "w" + writer + "-";
                assertThat(read.stream().map(StoredRecord::partitionKey).filter(key -> key.startsWith(name)))
                        .containsExactlyElementsOf(
                                IntStream.range(0, each).mapToObj(i -> name + i).toList());
            }
        }
    }

    @Test
    void readingGoesOnAtAnyPositionAcrossSegments() throws Exception {
        try (ShardLog log = open(directory)) {
            for (int i = 0; i < 6; i++) {
                log.append(List.of(new NewRecord(new byte[] {(byte) ('a' + i)}, new byte[100_000])), null);
                clock.advance(Duration.ofMinutes(40));
            }
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).hasSizeGreaterThan(1);
        }
        try (ShardLog log = open(directory)) {
            List<StoredRecord> all =
                    log.read(Position.FIRST, 0, ALL, Long.MAX_VALUE).records();
            assertThat(all).hasSize(6);
            for (int i = 0; i < all.size(); i++) {
                ReadResult rest = log.read(all.get(i).position(), 0, ALL, Long.MAX_VALUE);
                assertThat(rest.records()).hasSize(all.size() - i - 1);
                assertThat(rest.atEnd()).isTrue();
                assertThat(log.read(all.get(i).position().previous(), 0, 1, ALL)
                                .records()
                                .getFirst()
                                .position())
                        .isEqualTo(all.get(i).position());
            }
            assertThat(log.read(Position.FIRST, 0, ALL, 250_000).records()).hasSize(2);
        }
    }

    @Test
    void expiredSegmentsAreDeleted() throws Exception {
        try (ShardLog log = open(directory)) {
            log.append(records("old"), null);
            clock.advance(Duration.ofHours(2));
            log.append(records("new"), null);
            long horizon = clock.millis() - 1;
            assertThat(log.read(Position.FIRST, horizon, ALL, ALL).records()).hasSize(1);
            log.trim(horizon);
            assertThat(keys(log)).containsExactly("new");
            try (Stream<Path> files = Files.list(directory)) {
                assertThat(files).hasSize(1);
            }
            log.trim(clock.millis() + 1);
            assertThat(keys(log)).isEmpty();
            log.append(records("newest"), null);
            assertThat(keys(log)).containsExactly("newest");
        }
    }

    @Test
    void sealedLogRefusesRecords() throws Exception {
        try (ShardLog log = open(directory)) {
            log.append(records("a"), null);
            Position last = log.seal();
            assertThat(last).isEqualTo(log.last());
            assertThatThrownBy(() -> log.append(records("b"), null)).isInstanceOf(ShardClosedException.class);
            log.unseal();
            log.append(records("c"), null);
            assertThat(keys(log)).containsExactly("a", "c");
        }
    }
}
