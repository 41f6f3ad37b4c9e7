package dev.tmctl.stream;

import static dev.tmctl.stream.TestStream.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tmctl.delivery.AwsCallException;
import dev.tmctl.delivery.FailureKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/// Where reading starts and how it goes on, on one shard or shards that stay.
class StreamReaderTest {

    /// Long enough for a reader that would send a record twice to do so: it polls every 250 ms.
    private static final Duration QUIET = Duration.ofMillis(800);

    @TempDir
    Path directory;

    @Test
    void readsEveryShardFromTheBeginning() throws Exception {
        try (TestStream stream = new TestStream(directory, 3)) {
            for (int i = 0; i < 30; i++) {
                stream.put("record " + i, i % 10 / 10.0);
            }
            try (StreamReader reader = stream.read(new StartingPosition.Beginning())) {
                List<String> expected = new ArrayList<>();
                for (int i = 0; i < 30; i++) {
                    expected.add("record " + i);
                }
                assertThat(next(reader, 30)).containsExactlyInAnyOrderElementsOf(expected);
                stream.put("late", 0.5);
                assertThat(next(reader, 1)).containsExactly("late");
                assertThat(reader.next(QUIET)).isNull();
            }
        }
    }

    @Test
    void readsOnlyWhatComesAfterTheLatest() throws Exception {
        try (TestStream stream = new TestStream(directory, 2)) {
            stream.put("old", 0.1);
            stream.put("old", 0.9);
            try (StreamReader reader = stream.read(new StartingPosition.Latest())) {
                stream.put("new", 0.1);
                stream.put("newer", 0.9);
                assertThat(next(reader, 2)).containsExactlyInAnyOrder("new", "newer");
                assertThat(reader.next(QUIET)).isNull();
            }
        }
    }

    @Test
    void readsFromAMoment() throws Exception {
        try (TestStream stream = new TestStream(directory, 1)) {
            stream.put("before", 0.1);
            stream.advance(Duration.ofSeconds(20));
            Instant moment = Instant.now().plusSeconds(10);
            stream.put("after", 0.1);
            try (StreamReader reader = stream.read(new StartingPosition.At(moment))) {
                assertThat(next(reader, 1)).containsExactly("after");
                assertThat(reader.next(QUIET)).isNull();
            }
        }
    }

    @Test
    void tellsAllOfARecord() throws Exception {
        try (TestStream stream = new TestStream(directory, 1)) {
            Instant before = Instant.now().minusSeconds(1);
            stream.put("data", 0.1);
            try (StreamReader reader = stream.read(new StartingPosition.Beginning())) {
                StoredRecord record = Objects.requireNonNull(reader.next(Duration.ofSeconds(20)));
                assertThat(record.shardId()).isEqualTo("shardId-000000000000");
                assertThat(record.partitionKey()).isEqualTo("key");
                assertThat(record.arrivedAt()).isBetween(before, Instant.now().plusSeconds(1));
                assertThat(record.sequenceNumber()).containsOnlyDigits();
                assertThat(record.data()).asString().isEqualTo("data");
            }
        }
    }

    @Test
    void goesOnAfterTheLastRecordWhenItsIteratorExpires() throws Exception {
        try (TestStream stream = new TestStream(directory, 1)) {
            stream.put("1", 0.1);
            stream.put("2", 0.1);
            try (StreamReader reader = stream.read(new StartingPosition.Beginning())) {
                assertThat(next(reader, 2)).containsExactly("1", "2");
                stream.advance(Duration.ofMinutes(6));
                stream.put("3", 0.1);
                assertThat(next(reader, 1)).containsExactly("3");
                assertThat(reader.next(QUIET)).isNull();
            }
        }
    }

    /// A machine that slept must not show what had been there before.
    @Test
    void staysBehindTheLatestWhenItsFirstIteratorExpires() throws Exception {
        try (TestStream stream = new TestStream(directory, 1)) {
            stream.put("old", 0.1);
            long stored = System.currentTimeMillis();
            Awaitility.await().until(() -> System.currentTimeMillis() > stored);
            stream.advance(Duration.ofSeconds(1));
            try (StreamReader reader = stream.read(new StartingPosition.Latest())) {
                stream.advance(Duration.ofMinutes(6));
                stream.put("new", 0.1);
                assertThat(next(reader, 1)).containsExactly("new");
                assertThat(reader.next(QUIET)).isNull();
            }
        }
    }

    @Test
    void staysAfterItsMomentWhenItsFirstIteratorExpires() throws Exception {
        try (TestStream stream = new TestStream(directory, 1)) {
            stream.put("before", 0.1);
            stream.advance(Duration.ofSeconds(20));
            Instant moment = Instant.now().plusSeconds(10);
            try (StreamReader reader = stream.read(new StartingPosition.At(moment))) {
                stream.advance(Duration.ofMinutes(6));
                stream.put("after", 0.1);
                assertThat(next(reader, 1)).containsExactly("after");
                assertThat(reader.next(QUIET)).isNull();
            }
        }
    }

    @Test
    void saysThatTheStreamIsNotThere() throws Exception {
        try (TestStream stream = new TestStream(directory, 1)) {
            KinesisClient client = stream.access().readClient();
            client.deleteStream(request -> request.streamName("orders"));
            client.waiter().waitUntilStreamNotExists(request -> request.streamName("orders"));
            assertThatThrownBy(() -> stream.read(new StartingPosition.Latest()))
                    .isInstanceOfSatisfying(AwsCallException.class, e -> {
                        assertThat(e.failure().kind()).isEqualTo(FailureKind.REFUSED);
                        assertThat(e.failure().code()).isEqualTo("ResourceNotFoundException");
                    });
        }
    }

    @Test
    void saysThatTheStreamHasGoneOnceItHasToldAllItRead() throws Exception {
        try (TestStream stream = new TestStream(directory, 1)) {
            stream.put("1", 0.1);
            try (StreamReader reader = stream.read(new StartingPosition.Beginning())) {
                assertThat(next(reader, 1)).containsExactly("1");
                stream.access().readClient().deleteStream(request -> request.streamName("orders"));
                assertThatThrownBy(() -> reader.next(Duration.ofSeconds(20)))
                        .isInstanceOf(AwsCallException.class)
                        .extracting(e -> ((AwsCallException) e).failure().code())
                        .isEqualTo("ResourceNotFoundException");
            }
        }
    }
}
