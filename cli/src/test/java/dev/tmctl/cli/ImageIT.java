package dev.tmctl.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tmctl.delivery.Fault;
import dev.tmctl.delivery.FaultyKinesis;
import dev.tmctl.delivery.FaultyKinesis.Request;
import dev.tmctl.delivery.FaultyStream;
import dev.tmctl.local.Clients;
import dev.tmctl.local.LocalKinesis;
import dev.tmctl.local.LocalKinesisConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/// The container image in the place of TriggerMesh's: its environment, and nothing else.
class ImageIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ARN = "arn:aws:kinesis:us-east-1:000000000000:stream/orders";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String NOBODY = "65532";
    private static BuildahImage image;
    private static HttpClient client;

    @TempDir
    static Path folder;

    @BeforeAll
    static void build() throws Exception {
        image = new BuildahImage(Files.createDirectory(folder.resolve("image")));
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @AfterAll
    static void close() {
        if (client != null) {
            client.close();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    /// What upstream's controller sets.
    private static Map<String, String> environment(URI kinesis, int metricsPort) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("K_COMPONENT", "awskinesistarget");
        environment.put("K_SINK_TIMEOUT", "30");
        environment.put("METRICS_PROMETHEUS_PORT", Integer.toString(metricsPort));
        environment.put("NAMESPACE", "prod");
        environment.put("NAME", "orders");
        environment.put("K_SINK", "");
        environment.put("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
        environment.put("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
        environment.put("ARN", ARN);
        environment.put("AWS_KINESIS_PARTITION", "p");
        environment.put("AWS_DISCARD_CE_CONTEXT", "false");
        environment.put("K_LOGGING_CONFIG", "{\"zap-logger-config\":\"{\\\"level\\\":\\\"info\\\"}\"}");
        environment.put("K_METRICS_CONFIG", "{}");
        environment.put("K_TRACING_CONFIG", "{}");
        environment.put("PORT", "0");
        environment.put("AWS_ENDPOINT_URL_KINESIS", kinesis.toString());
        return environment;
    }

    private static HttpRequest.Builder event(URI adapter, String id, String data) {
        return HttpRequest.newBuilder(adapter)
                .headers("ce-specversion", "1.0", "ce-id", id, "ce-source", "/s", "ce-type", "t")
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(data));
    }

    private static String get(URI page) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString(UTF_8));
        return answer.statusCode() + " " + answer.body();
    }

    private static void assertReady(ForegroundAdapter adapter) throws IOException, InterruptedException {
        assertThat(get(adapter.url().resolve("/healthz"))).isEqualTo("200 ok\n");
        assertThat(get(adapter.url().resolve("/readyz"))).isEqualTo("200 ready\n");
    }

    @Test
    void should_say_what_it_is() throws IOException {
        JsonNode config = image.config();
        assertThat(config.path("User").asText()).isEqualTo("65532:65532");
        assertThat(config.path("StopSignal").asText()).isEqualTo("SIGTERM");
        List<String> ports = new ArrayList<>();
        config.path("ExposedPorts").fieldNames().forEachRemaining(ports::add);
        assertThat(ports).containsExactlyInAnyOrder("8080/tcp", "9090/tcp");
        assertThat(config.path("Env").toString()).contains("\"METRICS_PROMETHEUS_PORT=9090\"");
        assertThat(config.path("Entrypoint").path(0).asText()).isEqualTo("/opt/tmctl/runtime/bin/java");
        assertThat(config.path("Cmd").isMissingNode() || config.path("Cmd").isEmpty())
                .isTrue();
        assertThat(jars()).anyMatch(jar -> jar.startsWith("kinesis-")).noneMatch(jar -> jar.startsWith("kubernetes-"));
        for (String shell : List.of("bin/sh", "bin/bash", "usr/bin/sh", "usr/bin/env", "opt/tmctl/bin/tmctl")) {
            assertThat(image.root().resolve(shell)).doesNotExist();
        }
    }

    @Test
    void should_store_an_event_in_both_payload_modes() throws Exception {
        try (LocalKinesis kinesis = LocalKinesis.start(LocalKinesisConfig.in(folder.resolve("data")));
                KinesisClient sdk = Clients.of(kinesis.endpoint())) {
            Clients.createStream(sdk, "orders", 1);
            int metricsPort = freePort();
            Map<String, String> full = environment(kinesis.endpoint(), metricsPort);
            try (ForegroundAdapter adapter = image.start(List.of(), full)) {
                assertReady(adapter);
                HttpResponse<String> answer =
                        client.send(event(adapter.url(), "1", "{\"n\":1}").build(), BodyHandlers.ofString(UTF_8));
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("ce-type"))
                        .contains("io.triggermesh.targets.aws.kinesis.result");
                String sample = "awskinesistarget_event_processing_success_count{event_source=\"/s\",event_type=\"t\","
                        + "name=\"orders\",namespace_name=\"prod\","
                        + "resource_group=\"awskinesistargets.targets.triggermesh.io\"} 1.0";
                URI metrics = URI.create("http://127.0.0.1:" + metricsPort + "/metrics");
                assertThat(get(metrics).lines()).contains(sample);
                assertThat(get(adapter.url().resolve("/metrics")).lines()).contains(sample);
                assertThat(Files.readString(
                                Path.of("/proc/" + BuildahImage.java(adapter).pid() + "/status")))
                        .contains("\nUid:\t" + (NOBODY + "\t").repeat(4).strip() + "\n");
                JsonNode warning =
                        adapter.awaitMessage("the adapter listens beyond this machine without TLS and authentication");
                assertThat(warning.path("severity").asText()).isEqualTo("WARNING");
                assertThat(adapter.lines())
                        .filteredOn(line -> line.contains("without TLS"))
                        .hasSize(1);
                stop(adapter);
            }
            Map<String, String> dataOnly = environment(kinesis.endpoint(), freePort());
            dataOnly.put("AWS_DISCARD_CE_CONTEXT", "true");
            // on fails where the cache of classes is not the right one
            try (ForegroundAdapter adapter = image.start(List.of("-XX:AOTMode=on"), dataOnly)) {
                assertThat(client.send(event(adapter.url(), "2", "{\"n\":2}").build(), BodyHandlers.ofString(UTF_8))
                                .statusCode())
                        .isEqualTo(200);
                stop(adapter);
            }
            assertThat(Clients.readAll(sdk, "orders"))
                    .extracting(record -> record.data().asUtf8String())
                    .containsExactly(
                            "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\","
                                    + "\"datacontenttype\":\"application/json\",\"data\":{\"n\":1}}",
                            "{\"n\":2}");
        }
    }

    private static void stop(ForegroundAdapter adapter) throws Exception {
        assertThat(BuildahImage.java(adapter).destroy()).isTrue();
        assertThat(adapter.awaitEnd()).isZero();
        adapter.awaitMessage("adapter stopped");
    }

    @Test
    void should_answer_what_is_under_way_when_it_is_told_to_stop() throws Exception {
        try (FaultyKinesis kinesis = new FaultyKinesis(1, new Fault.Plan() {
                    @Override
                    public Fault of(Request request) {
                        return Fault.slow(Duration.ofSeconds(6));
                    }
                });
                ForegroundAdapter adapter = image.start(List.of(), environment(kinesis.endpoint(), freePort()))) {
            URI url = adapter.url();
            CompletableFuture<HttpResponse<String>> underWay =
                    client.sendAsync(event(url, "1", "1").build(), BodyHandlers.ofString(UTF_8));
            Awaitility.await().atMost(TIMEOUT).until(() -> kinesis.requests() > 0);
            ProcessHandle java = BuildahImage.java(adapter);
            assertThat(java.destroy()).isTrue();
            Awaitility.await()
                    .atMost(TIMEOUT)
                    .until(() -> get(url.resolve("/readyz")).equals("503 shutting down\n"));
            assertThat(client.send(event(url, "2", "2").build(), BodyHandlers.ofString(UTF_8))
                            .statusCode())
                    .isEqualTo(503);
            assertThat(underWay.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            assertThat(adapter.awaitEnd()).isZero();
            assertThat(kinesis.stream().records())
                    .extracting(FaultyStream.Stored::data)
                    .hasSize(1);
        }
    }

    @Test
    void should_say_in_one_line_why_it_cannot_start() throws Exception {
        Map<String, String> bad = environment(URI.create("http://127.0.0.1:1"), freePort());
        bad.remove("ARN");
        bad.put("AWS_DISCARD_CE_CONTEXT", "yes");
        try (ForegroundAdapter adapter = image.start(List.of(), bad)) {
            assertThat(adapter.awaitEnd()).isEqualTo(1);
            // the rest are buildah's own words
            List<String> own = adapter.lines().stream()
                    .filter(line -> !line.matches("subprocess exited with status 1|Error: exit status 1"))
                    .toList();
            assertThat(own).hasSize(1);
            JsonNode line = MAPPER.readTree(own.getFirst());
            assertThat(line.path("severity").asText()).isEqualTo("EMERGENCY");
            assertThat(line.path("message").asText())
                    .isEqualTo("the adapter cannot start: "
                            + "AWS_DISCARD_CE_CONTEXT: \"yes\" is not a boolean; expected true or false; "
                            + "ARN: is missing; give the ARN of a Kinesis data stream");
        }
    }

    /// So that it runs on a root file system that is read-only.
    @Test
    void should_write_no_file() throws Exception {
        List<Path> before = files();
        try (FaultyKinesis kinesis = new FaultyKinesis(1, new Fault.Plan() {});
                ForegroundAdapter adapter = image.start(List.of(), environment(kinesis.endpoint(), freePort()))) {
            assertThat(client.send(event(adapter.url(), "1", "1").build(), BodyHandlers.ofString(UTF_8))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(files()).isEqualTo(before);
            stop(adapter);
        }
        assertThat(files()).isEqualTo(before);
    }

    private static List<String> jars() throws IOException {
        try (Stream<Path> files = Files.list(image.root().resolve("opt/tmctl/lib"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /// All that the adapter's user could write.
    private static List<Path> files() throws IOException {
        try (Stream<Path> tmp = Files.walk(image.root().resolve("tmp"));
                Stream<Path> home = Files.walk(image.root().resolve("home"));
                Stream<Path> app = Files.walk(image.root().resolve("opt"))) {
            return Stream.of(tmp, home, app).flatMap(files -> files).sorted().toList();
        }
    }
}
