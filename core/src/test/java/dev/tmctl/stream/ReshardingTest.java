package dev.tmctl.stream;

import static dev.tmctl.stream.TestStream.next;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A reader meets shards that split and merge: every record comes once, and none before those that it follows.
class ReshardingTest {

    private static final Duration QUIET = Duration.ofMillis(800);

    @TempDir
    Path directory;

    private static void assertThatIsAll(StreamReader reader) throws InterruptedException {
        assertThat(reader.next(QUIET)).isNull();
    }

    @Test
    void followsASplit() throws Exception {
        try (TestStream stream = new TestStream(directory, 1);
                StreamReader reader = stream.read(new StartingPosition.Latest())) {
            stream.put("parent", 0.1);
            stream.splitAt(0.5);
            stream.put("left", 0.1);
            stream.put("right", 0.9);
            List<String> records = next(reader, 3);
            assertThat(records.getFirst()).isEqualTo("parent");
            assertThat(records).containsExactlyInAnyOrder("parent", "left", "right");
            assertThatIsAll(reader);
        }
    }

    @Test
    void followsAMerge() throws Exception {
        try (TestStream stream = new TestStream(directory, 2);
                StreamReader reader = stream.read(new StartingPosition.Latest())) {
            stream.put("left", 0.1);
            stream.put("right", 0.9);
            stream.merge(0.1, 0.9);
            stream.put("child", 0.5);
            List<String> records = next(reader, 3);
            assertThat(records.getLast()).isEqualTo("child");
            assertThat(records).containsExactlyInAnyOrder("left", "right", "child");
            assertThatIsAll(reader);
        }
    }

    @Test
    void followsScalingUpAndDown() throws Exception {
        try (TestStream stream = new TestStream(directory, 2);
                StreamReader reader = stream.read(new StartingPosition.Latest())) {
            List<String> expected = new ArrayList<>();
            int[] counts = {2, 4, 3, 2};
            for (int round = 0; round < counts.length; round++) {
                if (round > 0) {
                    stream.scaleTo(counts[round]);
                }
                for (int i = 0; i < 10; i++) {
                    stream.put(i + "/" + round, i / 10.0);
                    expected.add(i + "/" + round);
                }
            }
            List<String> records = next(reader, expected.size());
            assertThat(records).containsExactlyInAnyOrderElementsOf(expected);
            // one hash key's records keep their order through all of it
            for (int i = 0; i < 10; i++) {
                String key = i + "/";
                assertThat(records.stream().filter(record -> record.startsWith(key)))
                        .containsExactly(key + 0, key + 1, key + 2, key + 3);
            }
            assertThatIsAll(reader);
        }
    }

    /// A long shard, and beside it one that was split and merged with a part of it: the child of both waits for
    /// the part that nobody has begun to read yet.
    private static List<String> reshardedUnevenly(TestStream stream) {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            stream.put("R" + i, 0.9);
            expected.add("R" + i);
        }
        stream.put("L", 0.1);
        stream.splitAt(0.75);
        stream.put("M", 0.6);
        stream.put("RR", 0.9);
        stream.merge(0.1, 0.6);
        stream.put("child", 0.1);
        expected.addAll(List.of("L", "M", "RR", "child"));
        return expected;
    }

    @Test
    void readsAChildAfterBothParentsEvenIfOneIsNotYetBegun() throws Exception {
        try (TestStream stream = new TestStream(directory, 2)) {
            List<String> expected = reshardedUnevenly(stream);
            try (StreamReader reader = stream.read(new StartingPosition.Beginning())) {
                List<String> records = next(reader, expected.size());
                assertThat(records).containsExactlyInAnyOrderElementsOf(expected);
                assertThat(records.indexOf("child"))
                        .isGreaterThan(records.indexOf("L"))
                        .isGreaterThan(records.indexOf("M"))
                        .isGreaterThan(records.indexOf("R199"));
                assertThatIsAll(reader);
            }
        }
    }

    @Test
    void readsOfOldGenerationsNothingButTheOpenShardsFromTheLatest() throws Exception {
        try (TestStream stream = new TestStream(directory, 2)) {
            reshardedUnevenly(stream);
            try (StreamReader reader = stream.read(new StartingPosition.Latest())) {
                stream.merge(0.1, 0.9);
                stream.put("new", 0.5);
                assertThat(next(reader, 1)).containsExactly("new");
                assertThatIsAll(reader);
            }
        }
    }

    /// The moment lies in the time of the children: what they held before is not shown.
    @Test
    void keepsItsMomentInTheChildren() throws Exception {
        try (TestStream stream = new TestStream(directory, 1)) {
            stream.put("parent", 0.1);
            stream.splitAt(0.5);
            stream.put("too early", 0.1);
            stream.put("too early", 0.9);
            stream.advance(Duration.ofSeconds(20));
            Instant moment = Instant.now().plusSeconds(10);
            stream.put("left", 0.1);
            stream.put("right", 0.9);
            try (StreamReader reader = stream.read(new StartingPosition.At(moment))) {
                assertThat(next(reader, 2)).containsExactlyInAnyOrder("left", "right");
                assertThatIsAll(reader);
            }
        }
    }

    @Test
    void readsAllOfChildrenThatAreYoungerThanItsMoment() throws Exception {
        try (TestStream stream = new TestStream(directory, 1)) {
            stream.put("too early", 0.1);
            stream.advance(Duration.ofSeconds(20));
            Instant moment = Instant.now().plusSeconds(10);
            stream.put("parent", 0.1);
            stream.splitAt(0.5);
            stream.put("left", 0.1);
            try (StreamReader reader = stream.read(new StartingPosition.At(moment))) {
                stream.put("right", 0.9);
                List<String> records = next(reader, 3);
                assertThat(records.getFirst()).isEqualTo("parent");
                assertThat(records).containsExactlyInAnyOrder("parent", "left", "right");
                assertThatIsAll(reader);
            }
        }
    }

    /// Parents that are past retention are no longer listed; nobody waits for them.
    @Test
    void doesNotWaitForParentsThatHaveExpired() throws Exception {
        try (TestStream stream = new TestStream(directory, 2)) {
            stream.put("expired", 0.1);
            stream.merge(0.1, 0.9);
            stream.advance(Duration.ofHours(25));
            stream.put("kept", 0.1);
            stream.splitAt(0.5);
            stream.put("child", 0.1);
            try (StreamReader reader = stream.read(new StartingPosition.Beginning())) {
                assertThat(next(reader, 2)).containsExactly("kept", "child");
                assertThatIsAll(reader);
            }
        }
    }
}
