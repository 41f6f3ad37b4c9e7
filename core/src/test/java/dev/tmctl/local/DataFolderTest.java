package dev.tmctl.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/// What the local Kinesis does with a folder that is not as it left it: never delete what it does not know.
class DataFolderTest {

    @TempDir
    private Path parent;

    private Path data() {
        return parent.resolve("data");
    }

    @FunctionalInterface
    interface Change {
        void apply(Path data) throws IOException;
    }

    @FunctionalInterface
    interface Calls {
        void make(KinesisClient client);
    }

    private void run(Calls calls) throws IOException {
        try (LocalKinesis kinesis = LocalKinesis.start(LocalKinesisConfig.in(data()));
                KinesisClient client = Clients.of(kinesis.endpoint())) {
            calls.make(client);
        }
    }

    private static void fill(KinesisClient client, String stream) {
        Clients.createStream(client, stream, 1);
        client.putRecord(request ->
                request.streamName(stream).partitionKey("k").data(SdkBytes.fromUtf8String("record of " + stream)));
    }

    /// Two streams with a record each.
    private void fill() throws IOException {
        run(client -> {
            fill(client, "a");
            fill(client, "b");
        });
    }

    private static void assertRecord(KinesisClient client, String stream) {
        assertThat(Clients.readAll(client, stream))
                .extracting(record -> record.data().asUtf8String())
                .containsExactly("record of " + stream);
    }

    /// Every file and link with its content, but for the lock.
    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.toList()) {
                String name = folder.relativize(path).toString();
                if (Files.isSymbolicLink(path)) {
                    contents.put(name, "-> " + Files.readSymbolicLink(path));
                } else if (!name.equals("lock")) {
                    contents.put(
                            name,
                            Files.isDirectory(path)
                                    ? "folder"
                                    : new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return contents;
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static Path metadata(Path data) {
        return data.resolve("metadata.mv");
    }

    private static void cut(Path data, int left) throws IOException {
        Files.write(metadata(data), Arrays.copyOf(Files.readAllBytes(metadata(data)), left));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.toList().reversed()) {
                Files.delete(path);
            }
        }
    }

    static Stream<Arguments> mismatches() {
        String begin = "the data folder DIR does not belong together: ";
        String restore = "put metadata.mv back from a backup, or begin anew and keep the folder: mv DIR DIR.old";
        String first = "DIR/streams/1/shardId-000000000000";
        return Stream.of(
                Arguments.of(
                        (Change) data -> Files.delete(metadata(data)),
                        begin + "its file metadata.mv is missing, but there are records in " + first
                                + "; nothing was changed",
                        restore),
                Arguments.of(
                        (Change) data -> cut(data, 0),
                        begin + "its file metadata.mv is empty, but there are records in " + first
                                + "; nothing was changed",
                        restore),
                Arguments.of(
                        (Change) data -> {
                            Files.delete(metadata(data));
                            Files.delete(data.resolve("local-kinesis-data"));
                            Files.delete(data.resolve("stream-names"));
                        },
                        begin + "its file metadata.mv is missing, but there are records in " + first
                                + "; nothing was changed",
                        restore),
                Arguments.of(
                        (Change) data -> {
                            Files.delete(metadata(data));
                            delete(data.resolve("streams"));
                        },
                        begin + "its file metadata.mv is missing; nothing was changed",
                        restore),
                Arguments.of(
                        (Change) data -> {
                            Files.createDirectories(data.resolve("streams/77/shardId-000000000003"));
                            Files.copy(
                                    data.resolve("streams/1/shardId-000000000000/000000000000.log"),
                                    data.resolve("streams/77/shardId-000000000003/000000000000.log"));
                        },
                        begin + "the metadata knows no stream with the records in"
                                + " DIR/streams/77/shardId-000000000003; nothing was changed",
                        "put the metadata.mv back that belongs to them, or move them away: mv"
                                + " DIR/streams/77/shardId-000000000003 DIR-77-shardId-000000000003"),
                Arguments.of(
                        (Change) data -> {
                            Path copy = data.resolve("streams/2/shardId-000000000005/000000000000.log.damaged-8");
                            write(copy, "set aside");
                        },
                        begin + "the metadata knows no stream with the records in"
                                + " DIR/streams/2/shardId-000000000005; nothing was changed",
                        "put the metadata.mv back that belongs to them, or move them away: mv"
                                + " DIR/streams/2/shardId-000000000005 DIR-2-shardId-000000000005"),
                Arguments.of(
                        (Change) data -> delete(data.resolve("streams/2")),
                        begin + "the records of the stream b are missing, there is no folder DIR/streams/2;"
                                + " nothing was changed",
                        "put it back from a backup, or go on without its records: mkdir -p DIR/streams/2"),
                Arguments.of(
                        (Change) data -> Files.write(data.resolve("local-kinesis-data"), new byte[80]),
                        "DIR/local-kinesis-data is damaged, or a newer tmctl wrote it; nothing was changed",
                        "use the newer tmctl, or have the file written anew: rm DIR/local-kinesis-data"));
    }

    @ParameterizedTest
    @MethodSource("mismatches")
    void whatDoesNotBelongTogetherIsRefusedAndKept(Change change, String message, String next) throws IOException {
        fill();
        change.apply(data());
        Map<String, String> before = contents(parent);
        assertRefused(message, next);
        assertThat(contents(parent)).isEqualTo(before);
    }

    private void assertRefused(String message, String next) {
        DataFolderException refused = catchThrowableOfType(
                DataFolderException.class,
                () -> LocalKinesis.start(LocalKinesisConfig.in(data())).close());
        assertThat(refused).isNotNull();
        assertThat(String.valueOf(refused.getMessage()).replace(data().toString(), "DIR"))
                .isEqualTo(message);
        assertThat(refused.nextStep().replace(data().toString(), "DIR")).isEqualTo(next);
    }

    /// However much of the metadata is left, no record goes: it is either all there or refused.
    @Test
    void metadataThatIsCutAnywhereCostsNothing() throws IOException {
        fill();
        run(client -> {
            for (int tag = 0; tag < 5; tag++) {
                String value = Integer.toString(tag);
                client.addTagsToStream(request -> request.streamName("a").tags(Map.of("tag", value)));
            }
        });
        byte[] whole = Files.readAllBytes(metadata(data()));
        Map<String, String> before = contents(data().resolve("streams"));
        int refused = 0;
        for (int left = 0; left < whole.length; left += 509) {
            Files.write(metadata(data()), Arrays.copyOf(whole, left));
            try {
                run(client -> {
                    assertRecord(client, "a");
                    assertRecord(client, "b");
                    assertThat(client.listTagsForStream(request -> request.streamName("a"))
                                    .tags()
                                    .getFirst()
                                    .value())
                            .isEqualTo("4");
                });
            } catch (DataFolderException notTogether) {
                refused++;
            }
            assertThat(contents(data().resolve("streams"))).isEqualTo(before);
        }
        assertThat(refused).isGreaterThan(whole.length / 509 / 2);
    }

    /// Bytes in the midst of it are not what was written.
    @Test
    void metadataThatIsDamagedAnywhereCostsNothing() throws IOException {
        fill();
        byte[] whole = Files.readAllBytes(metadata(data()));
        Map<String, String> before = contents(data().resolve("streams"));
        for (int from = 0; from < whole.length; from += 613) {
            byte[] damaged = whole.clone();
            Arrays.fill(damaged, from, Math.min(whole.length, from + 700), (byte) 0x5A);
            Files.write(metadata(data()), damaged);
            try {
                run(client -> {
                    assertRecord(client, "a");
                    assertRecord(client, "b");
                });
            } catch (DataFolderException notTogether) {
                assertThat(notTogether).hasMessageContaining("metadata.mv");
            }
            assertThat(contents(data().resolve("streams"))).isEqualTo(before);
        }
    }

    @Test
    void olderMetadataIsRefused() throws IOException {
        fill();
        Path backup = Files.copy(metadata(data()), parent.resolve("backup"));
        run(client -> client.increaseStreamRetentionPeriod(
                request -> request.streamName("a").retentionPeriodHours(48)));
        Files.move(backup, metadata(data()), StandardCopyOption.REPLACE_EXISTING);
        assertRefused(
                "the data folder DIR does not belong together: its file metadata.mv is damaged or was replaced by an"
                        + " older one: it has 2 of 3 changes; nothing was changed",
                "put metadata.mv back from a backup, or begin anew and keep the folder: mv DIR DIR.old");
    }

    @Test
    void metadataOfAnotherFolderIsRefused() throws IOException {
        fill();
        Path other = parent.resolve("other");
        Files.move(data(), other);
        fill();
        Files.copy(metadata(other), metadata(data()), StandardCopyOption.REPLACE_EXISTING);
        assertRefused(
                "the data folder DIR does not belong together: its file metadata.mv is that of another data folder;"
                        + " nothing was changed",
                "put metadata.mv back from a backup, or begin anew and keep the folder: mv DIR DIR.old");
    }

    /// The advice works.
    @Test
    void folderThatIsMovedAwayMakesRoomForANewOne() throws IOException {
        fill();
        Files.delete(metadata(data()));
        Files.move(data(), parent.resolve("data.old"));
        run(client -> assertThat(client.listStreams().streamNames()).isEmpty());
    }

    @Test
    void foldersAndFilesOfOthersAreLeftAlone() throws IOException {
        fill();
        write(data().resolve("streams/mywork/thesis.txt"), "mine");
        write(data().resolve("streams/12x/shardId-000000000000/000000000000.log"), "mine");
        write(data().resolve("streams/9/notes"), "mine");
        write(data().resolve("streams/1/notes"), "mine");
        write(data().resolve("streams/1/shardId-000000000000/notes.log"), "mine");
        write(data().resolve("notes"), "mine");
        run(client -> {
            assertRecord(client, "a");
            client.deleteStream(request -> request.streamName("a"));
            assertRecord(client, "b");
        });
        run(client -> {
            assertThat(client.listStreams().streamNames()).containsExactly("b");
            assertRecord(client, "b");
        });
        assertThat(contents(data()).entrySet().stream()
                        .filter(entry -> entry.getValue().equals("mine"))
                        .map(Map.Entry::getKey))
                .containsExactly(
                        "notes",
                        "streams/1/notes",
                        "streams/1/shardId-000000000000/notes.log",
                        "streams/12x/shardId-000000000000/000000000000.log",
                        "streams/9/notes",
                        "streams/mywork/thesis.txt");
        assertThat(data().resolve("streams/1/shardId-000000000000/000000000000.log"))
                .doesNotExist();
    }

    /// Only its deletion was cut off: the stream is gone, and some of its files are not.
    @Test
    void deletionThatWasNotedIsCompleted() throws IOException {
        fill();
        Path log = data().resolve("streams/1/shardId-000000000000/000000000000.log");
        byte[] records = Files.readAllBytes(log);
        run(client -> client.deleteStream(request -> request.streamName("a")));
        write(log, "");
        Files.write(log, records);
        run(client -> assertRecord(client, "b"));
        assertThat(data().resolve("streams/1")).doesNotExist();
    }

    @Test
    void folderOfAnOlderVersionIsAdopted() throws IOException {
        fill();
        Files.delete(data().resolve("local-kinesis-data"));
        run(client -> {
            Clients.createStream(client, "c", 1);
            assertRecord(client, "a");
        });
        assertThat(data().resolve("local-kinesis-data")).exists();
        run(client -> assertRecord(client, "b"));
    }

    static Stream<Arguments> foreign() {
        return Stream.of(
                Arguments.of((Change) data -> write(data.resolve("thesis.txt"), "mine"), "thesis.txt"),
                Arguments.of((Change) data -> write(data.resolve(".git/config"), "mine"), ".git"),
                Arguments.of((Change) data -> write(data.resolve("streams/mywork/x"), "mine"), "streams"),
                Arguments.of((Change) data -> write(data.resolve("streams/1/x"), "mine"), "streams"),
                Arguments.of((Change) data -> write(data.resolve("lock/x"), "mine"), "lock"),
                Arguments.of((Change) data -> Files.createDirectories(data.resolve("empty")), "empty"));
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void folderThatHoldsSomethingElseIsRefused(Change change, String named) throws IOException {
        Files.createDirectories(data());
        change.apply(data());
        FileTime modified = Files.getLastModifiedTime(data());
        Object permissions = Files.getPosixFilePermissions(data());
        Map<String, String> before = contents(parent);
        assertRefused(
                "DIR is not a data folder of the local Kinesis: it holds " + named
                        + " and has no file local-kinesis-data; nothing was changed",
                "name an empty or a new folder, such as DIR/local-kinesis");
        assertThat(catchThrowableOfType(DataFolderException.class, () -> LocalKinesis.reset(data())))
                .hasMessageContaining("is not a data folder");
        assertThat(contents(parent)).isEqualTo(before);
        assertThat(data().resolve("lock"))
                .satisfiesAnyOf(
                        lock -> assertThat(lock).doesNotExist(),
                        lock -> assertThat(lock).isDirectory());
        assertThat(Files.getLastModifiedTime(data())).isEqualTo(modified);
        assertThat(Files.getPosixFilePermissions(data())).isEqualTo(permissions);
    }

    @Test
    void fileIsNoDataFolder() throws IOException {
        write(data(), "mine");
        assertRefused("the data folder DIR is not a folder", "name an empty or a new folder");
        assertThat(data()).hasContent("mine");
    }

    /// It may lie on another disk.
    @Test
    void linkToADataFolderIsUsed() throws IOException {
        Path elsewhere = Files.createDirectories(parent.resolve("elsewhere"));
        Files.createSymbolicLink(data(), elsewhere);
        fill();
        run(client -> assertRecord(client, "a"));
        assertThat(elsewhere.resolve("local-kinesis-data")).exists();
    }

    @Test
    void resetDeletesStreamsAndNothingElse() throws IOException {
        fill();
        Path work = parent.resolve("work");
        write(work.resolve("000000000000.log"), "mine");
        write(work.resolve("shardId-000000000000/000000000000.log"), "mine");
        write(data().resolve("streams/mywork/thesis.txt"), "mine");
        write(data().resolve("notes"), "mine");
        Files.createSymbolicLink(data().resolve("link"), work);
        Files.createSymbolicLink(data().resolve("streams/3"), work);
        Files.createSymbolicLink(data().resolve("streams/1/shardId-000000000001"), work);
        assertThat(LocalKinesis.reset(data()))
                .containsExactly(
                        data().resolve("streams/1"),
                        data().resolve("streams/3"),
                        data().resolve("streams/mywork"),
                        data().resolve("link"),
                        data().resolve("notes"));
        assertThat(contents(work))
                .isEqualTo(Map.of(
                        "",
                        "folder",
                        "000000000000.log",
                        "mine",
                        "shardId-000000000000",
                        "folder",
                        "shardId-000000000000/000000000000.log",
                        "mine"));
        Map<String, String> left = contents(data());
        left.remove("local-kinesis-data");
        assertThat(left)
                .isEqualTo(Map.of(
                        "", "folder",
                        "link", "-> " + work,
                        "notes", "mine",
                        "streams", "folder",
                        "streams/1", "folder",
                        "streams/1/shardId-000000000001", "-> " + work,
                        "streams/3", "-> " + work,
                        "streams/mywork", "folder",
                        "streams/mywork/thesis.txt", "mine"));
        run(client -> {
            assertThat(client.listStreams().streamNames()).isEmpty();
            for (String stream : List.of("a", "b", "c", "d")) {
                fill(client, stream);
                assertRecord(client, stream);
            }
        });
        assertThat(contents(work)).hasSize(4);
    }

    @ParameterizedTest
    @MethodSource("mismatches")
    void resetWorksWhateverIsWrong(Change change, String message, String next) throws IOException {
        fill();
        change.apply(data());
        assertThat(LocalKinesis.reset(data())).isEmpty();
        run(client -> assertThat(client.listStreams().streamNames()).isEmpty());
    }

    @Test
    void resetDoesNotFollowALink() throws IOException {
        fill();
        Path elsewhere = parent.resolve("elsewhere");
        Files.move(data(), elsewhere);
        Files.createSymbolicLink(data(), elsewhere);
        Map<String, String> before = contents(parent);
        DataFolderException refused = catchThrowableOfType(DataFolderException.class, () -> LocalKinesis.reset(data()));
        assertThat(refused)
                .hasMessage("the data folder " + data() + " is a link to " + elsewhere
                        + ", which is not followed; nothing was deleted");
        assertThat(refused.nextStep()).isEqualTo("delete what it leads to yourself, or give the link up: rm " + data());
        assertThat(contents(parent)).isEqualTo(before);
    }
}
