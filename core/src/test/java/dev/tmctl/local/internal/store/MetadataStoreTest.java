package dev.tmctl.local.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tmctl.local.CapturedLog;
import dev.tmctl.local.internal.model.KinesisStream;
import dev.tmctl.local.internal.model.StreamMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataStoreTest {

    private final WriteHealth health = new WriteHealth();

    @TempDir
    private Path folder;

    private MetadataStore open() throws IOException {
        for (int uid = 1; uid <= 2; uid++) {
            Files.createDirectories(StreamFiles.in(folder).path(StreamFiles.name(uid)));
        }
        return MetadataStore.open(folder, health, FlakyDisk::name);
    }

    private static KinesisStream stream(String name, long uid) {
        return KinesisStream.create(name, uid, StreamMode.PROVISIONED, 1, 1024, 1_700_000_000_000L);
    }

    private static KinesisStream tagged(KinesisStream stream, int value) {
        return stream.withTags(new TreeMap<>(Map.of("tag", Integer.toString(value))));
    }

    /// Wherever the disk is full on the way, the change did not happen, and it does once there is room.
    @Test
    void changeThatFailsChangesNothingAndWorksOnceThereIsRoom() throws Exception {
        KinesisStream before = stream("s", 1);
        int writes = 0;
        for (boolean complete = false; !complete; writes++) {
            FlakyDisk.setWritesLeft(folder, Long.MAX_VALUE);
            try (MetadataStore store = open();
                    CapturedLog log = new CapturedLog(WriteHealth.class, folder.toString())) {
                store.put(before);
                KinesisStream after = tagged(before, writes);
                FlakyDisk.setWritesLeft(folder, writes);
                complete = put(store, after);
                if (complete) {
                    break;
                }
                assertThat(store.streams()).containsExactly(before);
                assertThatThrownBy(() -> store.remove(before))
                        .isInstanceOf(MetadataUnavailableException.class)
                        .hasMessage("cannot write the metadata: No space left on device");
                assertThat(store.streams()).containsExactly(before);
                store.recover();
                assertThat(health.problem())
                        .contains("cannot write " + folder.resolve("metadata.mv") + ": No space left on device");
                FlakyDisk.setWritesLeft(folder, Long.MAX_VALUE);
                store.recover();
                assertThat(health.problem()).isEmpty();
                assertThat(log.lines())
                        .containsExactly(
                                "SEVERE cannot write DIR/metadata.mv: No space left on device; streams cannot be"
                                        + " created, changed or deleted until there is room or the fault is mended",
                                "INFO DIR/metadata.mv can be written again");
            }
            try (MetadataStore reopened = open()) {
                assertThat(reopened.streams()).containsExactly(before);
            }
        }
        assertThat(writes).isGreaterThan(1);
    }

    private static boolean put(MetadataStore store, KinesisStream stream) {
        try {
            store.put(stream);
            return true;
        } catch (MetadataUnavailableException full) {
            return false;
        }
    }

    /// The next change works too, without waiting for anything.
    @Test
    void changeAfterOneThatFailedIsWritten() throws Exception {
        FlakyDisk.setWritesLeft(folder, Long.MAX_VALUE);
        try (MetadataStore store = open()) {
            FlakyDisk.setWritesLeft(folder, 0);
            assertThat(put(store, stream("a", store.nextUid()))).isFalse();
            assertThat(store.nextUid()).isEqualTo(1);
            FlakyDisk.setWritesLeft(folder, Long.MAX_VALUE);
            store.put(stream("b", store.nextUid()));
        }
        try (MetadataStore store = open()) {
            assertThat(store.streams()).extracting(KinesisStream::name).containsExactly("b");
            assertThat(store.nextUid()).isEqualTo(2);
        }
    }

    /// The process dies before there is room.
    @Test
    void crashWhileTheDiskIsFullLosesNothing() throws Exception {
        FlakyDisk.setWritesLeft(folder, Long.MAX_VALUE);
        KinesisStream kept = stream("kept", 1);
        try (MetadataStore store = open()) {
            store.put(kept);
            FlakyDisk.setWritesLeft(folder, 1);
            assertThat(put(store, stream("lost", 2))).isFalse();
            store.recover();
        }
        FlakyDisk.setWritesLeft(folder, Long.MAX_VALUE);
        try (MetadataStore store = open()) {
            assertThat(store.streams()).contains(kept);
        }
    }

    @Test
    void fileStaysShort() throws Exception {
        FlakyDisk.setWritesLeft(folder, Long.MAX_VALUE);
        KinesisStream stream = stream("s", 1);
        long longest = 0;
        try (MetadataStore store = open()) {
            for (int change = 0; change < 200; change++) {
                store.put(tagged(stream, change));
                longest = Math.max(longest, Files.size(folder.resolve("metadata.mv")));
            }
        }
        assertThat(longest).isBetween(512L * 1024, 1200L * 1024);
        try (MetadataStore store = open()) {
            assertThat(store.streams()).containsExactly(tagged(stream, 199));
            assertThat(Files.size(folder.resolve("metadata.mv"))).isLessThan(64 * 1024);
        }
    }

    /// A file that cannot be written anew is written on.
    @Test
    void fileThatCannotBeShortenedIsStillWritten() throws Exception {
        FlakyDisk.setWritesLeft(folder, Long.MAX_VALUE);
        KinesisStream stream = stream("s", 1);
        Path obstacle = Files.createDirectories(folder.resolve("metadata.mv.new/in-the-way"));
        Path aside = folder.resolve("aside");
        Files.move(obstacle.getParent(), aside);
        try (MetadataStore store = open()) {
            store.put(stream);
            Files.move(aside, obstacle.getParent());
            int change = 0;
            while (Files.size(folder.resolve("metadata.mv")) <= 1024 * 1024) {
                store.put(tagged(stream, change++));
            }
            assertThat(put(store, tagged(stream, 10_000))).isTrue();
            Files.delete(obstacle);
            Files.delete(obstacle.getParent());
            store.put(tagged(stream, 10_001));
            assertThat(Files.size(folder.resolve("metadata.mv"))).isLessThan(64 * 1024);
        }
        try (MetadataStore store = open()) {
            assertThat(store.streams()).isEqualTo(List.of(tagged(stream, 10_001)));
        }
    }
}
