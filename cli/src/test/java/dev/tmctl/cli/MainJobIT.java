package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tmctl.cli.InstalledTmctl.Result;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The four-line story (create, send, describe, watch) with the built distribution on the embedded local
/// Kinesis.
class MainJobIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path home;
    private final InstalledTmctl tmctl;

    MainJobIT(@TempDir Path home) {
        this.home = home;
        this.tmctl = new InstalledTmctl(home);
    }

    @AfterEach
    void stopEverything() throws Exception {
        tmctl.stopEverything();
    }

    @Test
    void should_create_send_describe_and_watch() throws Exception {
        Result created = create("orders");
        assertThat(created.code()).as(created.err()).isZero();
        assertThat(created.outLines().subList(0, 4))
                .containsExactly(
                        "orders created",
                        "  Stream         arn:aws:kinesis:us-east-1:000000000000:stream/orders",
                        "  Partition key  key",
                        "  Payload        data only");

        Result sent = tmctl.run("send", "-o", "json", "{\"a\": 1.0, \"b\" : \"é\"}");
        assertThat(sent.code()).as(sent.err()).isZero();
        JsonNode result = MAPPER.readTree(sent.out());
        assertThat(result.path("type").asText()).isEqualTo("io.triggermesh.targets.aws.kinesis.result");
        assertThat(result.path("source").asText()).isEqualTo("arn:aws:kinesis:us-east-1:000000000000:stream/orders");
        assertThat(result.path("data").path("ShardId").asText()).isEqualTo("shardId-000000000000");
        assertThat(result.path("data").path("EncryptionType").asText()).isEqualTo("NONE");

        JsonNode described =
                MAPPER.readTree(tmctl.run("describe", "orders", "-o", "json").out());
        assertThat(described.path("adapter").path("delivered").asLong()).isEqualTo(1);
        assertThat(described.path("stream").path("status").asText()).isEqualTo("ACTIVE");

        Result watched = tmctl.run("watch", "--from", "beginning", "--max", "1", "--idle", "20", "-o", "json");
        JsonNode record = MAPPER.readTree(watched.out());
        assertThat(record.path("data").asText()).isEqualTo("{\"a\": 1.0, \"b\" : \"é\"}");
        assertThat(record.path("partitionKey").asText()).isEqualTo("key");
        assertThat(record.path("sequenceNumber").asText())
                .isEqualTo(result.path("data").path("SequenceNumber").asText());
    }

    @Test
    void should_keep_files_private_and_change_nothing_when_nothing_changes() throws Exception {
        create("orders");
        Path manifest = tmctl.folder().resolve("default/manifest.yaml");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(manifest)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(manifest.getParent())))
                .isEqualTo("rwx------");
        String before = Files.readString(manifest);
        Result again = create("orders");
        assertThat(again.outLines().getFirst()).isEqualTo("orders unchanged");
        assertThat(Files.readString(manifest)).isEqualTo(before);
        Result other = tmctl.run("create", "target", "awskinesis", "--local", "--name", "orders", "--partition", "new");
        assertThat(other.outLines().getFirst()).isEqualTo("orders updated");
    }

    @Test
    void should_take_the_documentation_page_s_manifest_and_store_the_full_event() throws Exception {
        Path page = home.resolve("page.yaml");
        Files.writeString(page, """
                apiVersion: targets.triggermesh.io/v1alpha1
                kind: AWSKinesisTarget
                metadata:
                  name: sample
                spec:
                  arn: arn:aws:kinesis:us-east-1:123456789012:stream/sample
                  partition: test
                  discardCloudEventContext: false
                  auth:
                    credentials:
                      accessKeyID:
                        valueFromSecret: {name: aws, key: AWS_ACCESS_KEY_ID}
                      secretAccessKey:
                        valueFromSecret: {name: aws, key: AWS_SECRET_ACCESS_KEY}
                ---
                apiVersion: v1
                kind: Secret
                metadata:
                  name: aws
                type: Opaque
                stringData:
                  AWS_ACCESS_KEY_ID: AKIAEXAMPLE
                  AWS_SECRET_ACCESS_KEY: very-secret
                """);
        URI kinesis = tmctl.localKinesis();
        Result created = tmctl.run(
                "create", "target", "awskinesis", "--from", page.toString(), "--endpoint", kinesis.toString());
        assertThat(created.code()).as(created.err()).isZero();
        Result created2 = tmctl.run(
                "create",
                "target",
                "awskinesis",
                "--local",
                "--name",
                "sample2",
                "--partition",
                "p",
                "--arn",
                "arn:aws:kinesis:us-east-1:123456789012:stream/sample",
                "--no-start");
        assertThat(created2.code()).as(created2.err()).isZero();
        assertThat(tmctl.run("send", "--direct", "--target", "sample2", "seed").code())
                .isZero();
        Result sent = tmctl.run(
                "send",
                "--target",
                "sample",
                "--id",
                "1",
                "--eventType",
                "t",
                "--source",
                "/s",
                "--time",
                "2026-01-31T12:00:00Z",
                "--extension",
                "tenant=a",
                "{ \"x\": [1, 2.50] }");
        assertThat(sent.code()).as(sent.err()).isZero();
        Result watched =
                tmctl.run("watch", "sample", "--from", "beginning", "--max", "2", "--idle", "20", "-o", "json");
        assertThat(Masked.text(watched.outLines().get(1)))
                .isEqualTo("{\"shardId\":\"shardId-000000000000\",\"sequenceNumber\":\"SEQUENCE\","
                        + "\"partitionKey\":\"test\",\"arrivedAt\":\"TIME\","
                        + "\"event\":{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\","
                        + "\"datacontenttype\":\"application/json\",\"time\":\"TIME\",\"tenant\":\"a\","
                        + "\"data\":{\"x\":[1,2.50]}}}");
        String everything = created.out()
                + created.err()
                + sent.out()
                + sent.err()
                + tmctl.run("describe", "sample").out()
                + tmctl.run("logs", "sample").out();
        assertThat(everything).doesNotContain("very-secret").doesNotContain("AKIAEXAMPLE");
    }

    @Test
    void should_survive_a_killed_adapter_and_keep_its_url() throws Exception {
        create("orders");
        JsonNode before =
                MAPPER.readTree(tmctl.run("describe", "-o", "json").out()).path("adapter");
        ProcessHandle adapter = ProcessHandle.of(before.path("pid").asLong()).orElseThrow();
        adapter.destroyForcibly();
        adapter.onExit().get(20, java.util.concurrent.TimeUnit.SECONDS);
        Result sent = tmctl.run("send", "x");
        assertThat(sent.code()).isEqualTo(5);
        assertThat(sent.err())
                .isEqualTo("error: the adapter of orders is not running\n" + "next:  tmctl start orders\n");
        assertThat(tmctl.run("start").out())
                .isEqualTo("orders listening on " + before.path("url").asText() + "\n");
        assertThat(tmctl.run("send", "x").code()).isZero();
    }

    @Test
    void should_answer_http_senders_by_the_binding() throws Exception {
        create("orders");
        URI url = URI.create(MAPPER.readTree(tmctl.run("describe", "-o", "json").out())
                .path("adapter")
                .path("url")
                .asText());
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> batch = post(
                    http,
                    url,
                    "application/cloudevents-batch+json",
                    "[{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"data_base64\":\""
                            + Base64.getEncoder().encodeToString(new byte[] {0, 1, (byte) 0xFF}) + "\"}]");
            assertThat(batch.statusCode()).isEqualTo(200);
            assertThat(MAPPER.readTree(batch.body())).hasSize(1);
            HttpResponse<String> malformed = post(http, url, "application/cloudevents+json", "{\"id\":\"1\"}");
            assertThat(malformed.statusCode()).isEqualTo(400);
            assertThat(malformed.body()).isEqualTo("specversion: no specversion; type: REQUIRED; source: REQUIRED");
            assertThat(post(http, url, "text/plain", "x").statusCode()).isEqualTo(415);
        }
    }

    private HttpResponse<String> post(HttpClient http, URI url, String type, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("content-type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private Result create(String name) throws Exception {
        return tmctl.run("create", "target", "awskinesis", "--local", "--name", name, "--partition", "key");
    }
}
