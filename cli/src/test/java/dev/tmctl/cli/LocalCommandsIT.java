package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tmctl.cli.InstalledTmctl.Result;
import dev.tmctl.local.Clients;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ScalingType;

/// The commands around the local Kinesis, and those that go on until they are told to end.
class LocalCommandsIT {
    private static final int KEYS = 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path home;
    private final InstalledTmctl tmctl;

    LocalCommandsIT(@TempDir Path home) {
        this.home = home;
        this.tmctl = new InstalledTmctl(home);
    }

    @AfterEach
    void stopProcesses() {
        Footprint.killAll(home);
    }

    @Test
    void should_tell_the_status_and_forget_everything_on_reset() throws Exception {
        String data = tmctl.folder().resolve(".local-kinesis/data").toString();
        assertOut(tmctl.run("local", "status"), "local Kinesis not running\n  data           " + data + "\n");
        assertOut(tmctl.run("local", "stop"), "local Kinesis was not running\n");
        assertOut(
                tmctl.run("local", "start", "--enforce-limits"), "local Kinesis listening on http://127.0.0.1:PORT\n");
        JsonNode before = status();
        assertThat(before.toString())
                .isEqualTo("{\"running\":true,\"endpoint\":\""
                        + before.path("endpoint").asText() + "\",\"pid\":"
                        + before.path("pid").asLong() + ",\"startedAt\":\""
                        + before.path("startedAt").asText()
                        + "\",\"enforceLimits\":true,\"data\":\"" + data + "\"}");
        try (KinesisClient sdk = Clients.of(URI.create(before.path("endpoint").asText()))) {
            Clients.createStream(sdk, "s", 1);
        }
        assertOut(tmctl.run("local", "reset"), "local Kinesis is empty and running again\n");
        JsonNode after = status();
        assertThat(after.path("endpoint")).isEqualTo(before.path("endpoint"));
        assertThat(after.path("enforceLimits").asBoolean()).isTrue();
        assertThat(after.path("pid")).isNotEqualTo(before.path("pid"));
        // not by a connection to the one before
        try (KinesisClient sdk = Clients.of(URI.create(after.path("endpoint").asText()))) {
            assertThat(sdk.listStreams().streamNames()).isEmpty();
        }
        assertOut(tmctl.run("local", "stop"), "local Kinesis stopped\n");
        assertOut(tmctl.run("local", "reset"), "local Kinesis is empty\n");
        assertThat(Footprint.processes(home)).isEmpty();
    }

    @Test
    void should_touch_nothing_that_is_not_its_own() throws Exception {
        Path work = Files.createDirectories(home.resolve("work"));
        Files.writeString(work.resolve("thesis.txt"), "mine");
        Result foreign = tmctl.run("local", "run", "--data", work.toString());
        assertThat(foreign.err())
                .isEqualTo("error: " + work + " is not a data folder of the local Kinesis: it holds thesis.txt and has"
                        + " no file local-kinesis-data; nothing was changed\n"
                        + "hint:  name an empty or a new folder, such as " + work + "/local-kinesis\n");
        assertThat(foreign.code()).isEqualTo(1);
        Path data = Files.createDirectories(tmctl.folder().resolve(".local-kinesis"))
                .resolve("data");
        Files.createSymbolicLink(data, work);
        Result linked = tmctl.run("local", "reset", "--yes");
        assertThat(linked.err())
                .isEqualTo("error: the data folder " + data + " is a link to " + work
                        + ", which is not followed; nothing was deleted\n"
                        + "hint:  delete what it leads to yourself, or give the link up: rm " + data + "\n");
        assertThat(linked.code()).isEqualTo(1);
        try (Stream<Path> left = Files.list(work)) {
            assertThat(left).containsExactly(work.resolve("thesis.txt"));
        }
    }

    @Test
    void should_say_how_to_go_on_when_the_data_do_not_belong_together() throws Exception {
        create();
        try (KinesisClient sdk = Clients.of(URI.create(status().path("endpoint").asText()))) {
            put(sdk, "k", "kept");
        }
        tmctl.run("local", "stop");
        Path data = tmctl.folder().resolve(".local-kinesis/data");
        Files.move(data.resolve("metadata.mv"), home.resolve("backup"));
        Result refused = tmctl.run("local", "start");
        assertThat(refused.err())
                .startsWith("error: the local Kinesis ended with status 1 before it was ready\n")
                .contains("  error: the data folder " + data + " does not belong together: its file metadata.mv is"
                        + " missing, but there are records in " + data + "/streams/1/shardId-000000000000;"
                        + " nothing was changed\n")
                .endsWith("  hint:  put metadata.mv back from a backup, or begin anew and keep the folder: mv " + data
                        + " " + data + ".old\n");
        assertThat(refused.code()).isEqualTo(1);
        Files.move(home.resolve("backup"), data.resolve("metadata.mv"));
        assertThat(tmctl.run("local", "start").code()).isZero();
        try (KinesisClient sdk = Clients.of(URI.create(status().path("endpoint").asText()))) {
            assertThat(Clients.readAll(sdk, "t")).hasSize(1);
        }
        Files.createDirectories(data.resolve("streams/mywork"));
        Result reset = tmctl.run("local", "reset", "--yes");
        assertThat(reset.out()).isEqualTo("local Kinesis is empty and running again\n");
        assertThat(reset.err())
                .isEqualTo("note: kept, as the local Kinesis did not make it: " + data + "/streams/mywork\n");
    }

    @Test
    void should_name_the_streams_that_there_are_when_one_is_not() throws Exception {
        create();
        Result sent = tmctl.run(
                "send",
                "--direct",
                "--arn",
                "arn:aws:kinesis:us-east-1:000000000000:stream/other",
                "--partition",
                "p",
                "--endpoint",
                status().path("endpoint").asText(),
                "--auth.credentials.accessKeyID",
                "a",
                "--auth.credentials.secretAccessKey",
                "b",
                "--id",
                "1",
                "x");
        assertThat(sent.err()).endsWith("\nhint:  the local Kinesis has the streams: t\n");
        assertThat(sent.code()).isEqualTo(1);
    }

    @Test
    void should_follow_the_log_until_told_to_end() throws Exception {
        create();
        try (Followed logs = new Followed(tmctl, "logs", "-f")) {
            logs.awaitLine(line -> line.contains("Starting AWS Kinesis Target adapter"));
            assertThat(tmctl.run("send", "--id", "first", "x").code()).isZero();
            logs.awaitLine(line -> line.contains("\"eventId\":\"first\""));
            tmctl.run("restart");
            assertThat(tmctl.run("send", "--id", "second", "x").code()).isZero();
            logs.awaitLine(line -> line.contains("\"eventId\":\"second\""));
            assertThat(logs.interrupt()).isEqualTo(130);
            assertThat(String.join("\n", logs.lines()) + "\n")
                    .isEqualTo(tmctl.run("logs").out());
        }
    }

    @Test
    void should_watch_every_shard_while_the_stream_is_resharded() throws Exception {
        create();
        URI endpoint = URI.create(status().path("endpoint").asText());
        try (KinesisClient sdk = Clients.of(endpoint);
                Followed watch = new Followed(tmctl, "watch", "--from", "beginning", "-o", "json")) {
            List<String> order = new ArrayList<>();
            for (int shards : List.of(2, 4, 3, 2)) {
                String phase = "before " + shards;
                order.add(phase);
                for (int key = 0; key < KEYS; key++) {
                    put(sdk, "key-" + key, phase);
                }
                sdk.updateShardCount(
                        r -> r.streamName("t").targetShardCount(shards).scalingType(ScalingType.UNIFORM_SCALING));
                Clients.awaitActive(sdk, "t");
            }
            watch.awaitLines(order.size() * KEYS);
            assertThat(watch.interrupt()).isEqualTo(130);
            Map<String, List<String>> seen = new TreeMap<>();
            for (String line : watch.lines()) {
                JsonNode record = MAPPER.readTree(line);
                seen.computeIfAbsent(record.path("partitionKey").asText(), key -> new ArrayList<>())
                        .add(record.path("data").asText());
            }
            // a shard is read to its end before its children, so that each key keeps its order
            assertThat(seen)
                    .hasSize(KEYS)
                    .allSatisfy((key, phases) -> assertThat(phases).isEqualTo(order));
        }
    }

    private static void put(KinesisClient sdk, String key, String data) {
        sdk.putRecord(r -> r.streamName("t").partitionKey(key).data(SdkBytes.fromUtf8String(data)));
    }

    private void create() throws Exception {
        Result created = tmctl.run("create", "target", "awskinesis", "--local", "--name", "t", "--partition", "p");
        assertThat(created.code()).as(created.err()).isZero();
    }

    private JsonNode status() throws Exception {
        return MAPPER.readTree(tmctl.run("local", "status", "-o", "json").out());
    }

    private static void assertOut(Result result, String out) {
        assertThat(Masked.text(result.out())).isEqualTo(out);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
    }
}
