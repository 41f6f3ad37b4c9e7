package dev.tmctl.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;

/// A local Kinesis on a small disk of its own that is full for a while.
class FullDiskTest {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private static Process start(Path disk, Path log) throws IOException {
        return new ProcessBuilder(
                        "unshare",
                        "-m",
                        "sh",
                        "-c",
                        "mount -t tmpfs -o size=4m tmpfs \"$0\" && exec \"$@\"",
                        disk.toString(),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LocalKinesisMain.class.getName(),
                        disk.resolve("data").toString(),
                        "0")
                .redirectError(log.toFile())
                .start();
    }

    private static void assumeMountable(Path disk) throws Exception {
        Process process = new ProcessBuilder("unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", disk.toString())
                .redirectErrorStream(true)
                .start();
        assumeTrue(process.waitFor() == 0, "this user cannot mount a file system of its own");
    }

    private static void fill(Path filler) throws IOException {
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(new byte[512]);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left on device");
        }
    }

    private String health(URI endpoint) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(endpoint.resolve("/healthz"))
                        .timeout(DEADLINE)
                        .build(),
                BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    @Test
    void changesAreRefusedWhileThereIsNoRoomAndTakenAfterwards() throws Exception {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        assumeMountable(disk);
        Path log = directory.resolve("log");
        Process server = start(disk, log);
        try (BufferedReader output = server.inputReader()) {
            URI endpoint = URI.create("http://127.0.0.1:" + output.readLine());
            Path seen = Path.of("/proc/" + server.pid() + "/root" + disk);
            try (KinesisClient client = Clients.of(endpoint)) {
                Clients.createStream(client, "s", 1);
                client.putRecord(
                        request -> request.streamName("s").partitionKey("k").data(SdkBytes.fromUtf8String("one")));
                assertThat(health(endpoint)).isEqualTo("200 ok\n");
                fill(seen.resolve("filler"));
                List<ThrowingCallable> changes = List.of(
                        () -> client.addTagsToStream(
                                request -> request.streamName("s").tags(Map.of("a", "b"))),
                        () -> client.createStream(
                                request -> request.streamName("t").shardCount(1)),
                        () -> client.deleteStream(request -> request.streamName("s")),
                        () -> client.increaseStreamRetentionPeriod(
                                request -> request.streamName("s").retentionPeriodHours(48)),
                        () -> client.splitShard(request -> request.streamName("s")
                                .shardToSplit("shardId-000000000000")
                                .newStartingHashKey("100")));
                for (ThrowingCallable change : changes) {
                    KinesisException refused = catchThrowableOfType(KinesisException.class, change);
                    assertThat(refused.statusCode()).isEqualTo(503);
                    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ServiceUnavailable");
                    assertThat(refused.awsErrorDetails().errorMessage())
                            .isEqualTo("The local Kinesis cannot write the metadata: No space left on device.");
                }
                assertThat(health(endpoint))
                        .isEqualTo(
                                "503 cannot write " + disk.resolve("data/metadata.mv") + ": No space left on device\n");
                assertThat(client.listStreams().streamNames()).containsExactly("s");
                assertThat(Clients.shards(client, "s")).hasSize(1);
                assertThat(Clients.readAll(client, "s")).hasSize(1);
                Files.delete(seen.resolve("filler"));
                Awaitility.await().atMost(DEADLINE).until(() -> health(endpoint).equals("200 ok\n"));
                Clients.createStream(client, "t", 1);
                client.deleteStream(request -> request.streamName("s"));
                assertThat(client.listStreams().streamNames()).containsExactly("t");
                assertThat(Files.readString(seen.resolve("data/stream-names"))).isEqualTo("t\n");
            }
            assertThat(Files.readString(log))
                    .containsOnlyOnce("cannot write " + disk.resolve("data/metadata.mv")
                            + ": No space left on device; streams cannot be created, changed or deleted until there is"
                            + " room or the fault is mended")
                    .containsOnlyOnce(disk.resolve("data/metadata.mv") + " can be written again");
        } finally {
            server.destroyForcibly().waitFor();
            http.close();
        }
    }

    /// Records too: their shards are told to be unwell, and are well again without another record.
    @Test
    void recordsAreRefusedWhileThereIsNoRoomAndTakenAfterwards() throws Exception {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        assumeMountable(disk);
        Process server = start(disk, directory.resolve("log"));
        try (BufferedReader output = server.inputReader()) {
            URI endpoint = URI.create("http://127.0.0.1:" + output.readLine());
            Path seen = Path.of("/proc/" + server.pid() + "/root" + disk);
            try (KinesisClient client = Clients.of(endpoint)) {
                Clients.createStream(client, "s", 1);
                fill(seen.resolve("filler"));
                SdkBytes data = SdkBytes.fromByteArray(new byte[100_000]);
                KinesisException refused = catchThrowableOfType(
                        KinesisException.class,
                        () -> client.putRecord(request ->
                                request.streamName("s").partitionKey("k").data(data)));
                assertThat(refused.statusCode()).isEqualTo(500);
                assertThat(health(endpoint))
                        .isEqualTo("503 cannot write " + disk.resolve("data/streams/1/shardId-000000000000")
                                + ": No space left on device\n");
                Files.delete(seen.resolve("filler"));
                Awaitility.await().atMost(DEADLINE).until(() -> health(endpoint).equals("200 ok\n"));
                client.putRecord(
                        request -> request.streamName("s").partitionKey("k").data(data));
                assertThat(Clients.readAll(client, "s")).hasSize(1);
            }
        } finally {
            server.destroyForcibly().waitFor();
            http.close();
        }
    }
}
