package dev.tmctl.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tmctl.cli.InstalledTmctl.Result;
import dev.tmctl.delivery.Fault;
import dev.tmctl.delivery.FaultyKinesis;
import dev.tmctl.http.RawConnection;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The built adapter when files, memory or its own threads end.
class AdapterTroubleIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String EVENT = "ce-specversion: 1.0\r\nce-id: 1\r\nce-source: /s\r\nce-type: t\r\n";

    private final FaultyKinesis kinesis = new FaultyKinesis(1, new Fault.Plan() {});
    private final Path home;
    private final InstalledTmctl tmctl;

    AdapterTroubleIT(@TempDir Path home) throws IOException {
        this.home = home;
        this.tmctl = new InstalledTmctl(home);
    }

    @AfterEach
    void stop() throws Exception {
        tmctl.stopEverything();
        kinesis.close();
        Footprint.killAll(home);
    }

    private Map<String, String> environment(String... more) {
        Map<String, String> environment = new TreeMap<>(Map.of(
                "ARN", "arn:aws:kinesis:us-east-1:000000000000:stream/orders",
                "AWS_KINESIS_PARTITION", "p",
                "AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "AWS_ENDPOINT_URL_KINESIS", kinesis.endpoint().toString(),
                "PORT", "0",
                "TMCTL_ADAPTER_HOST", "127.0.0.1"));
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return environment;
    }

    private static int post(URI adapter, byte[] body) throws IOException {
        try (RawConnection connection = new RawConnection(adapter.getPort())) {
            return connection
                    .send("POST / HTTP/1.1\r\nHost: localhost\r\n" + EVENT + "Content-Length: " + body.length
                            + "\r\n\r\n")
                    .sendAsFarAsPossible(body, 1)
                    .read()
                    .status();
        }
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    @Test
    void should_say_that_an_adapter_does_not_answer_and_start_another_one() throws Exception {
        Result created = tmctl.run("create", "target", "awskinesis", "--local", "--name", "orders", "--partition", "p");
        assertThat(created.code()).as(created.err()).isZero();
        JsonNode adapter =
                MAPPER.readTree(tmctl.run("describe", "-o", "json").out()).path("adapter");
        String pid = adapter.path("pid").asText();
        run("kill", "-STOP", pid);

        assertThat(tmctl.run("describe", "orders").outLines())
                .anyMatch(line -> line.startsWith(
                        "Adapter:          not answering " + adapter.path("url").asText()))
                .contains("Next:             tmctl restart orders");
        assertThat(tmctl.run("describe", "-o", "json").out()).contains("\"state\":\"not answering\"");

        Result started = tmctl.run("start");
        assertThat(started.err())
                .isEqualTo("note: the adapter (process " + pid + ") did not answer and was restarted\n");
        assertThat(started.out())
                .isEqualTo("orders listening on " + adapter.path("url").asText() + "\n");
        assertThat(tmctl.run("send", "x").code()).isZero();
    }

    /// Its port would else be dead while the process lives on.
    @Test
    void should_serve_on_where_few_files_may_be_open() throws Exception {
        try (ForegroundAdapter adapter = new ForegroundAdapter(
                new InstalledTmctl(home, environment()).startWithOpenFiles(300, new File("/dev/null"), "adapter"))) {
            URI url = adapter.url();
            List<RawConnection> idle = new ArrayList<>();
            try {
                for (int i = 0; i < 1_000; i++) {
                    idle.add(new RawConnection(url.getPort()));
                }
                assertThat(post(url, "1".getBytes(ISO_8859_1))).isEqualTo(200);
            } finally {
                for (RawConnection connection : idle) {
                    connection.close();
                }
            }
            assertThat(post(url, "1".getBytes(ISO_8859_1))).isEqualTo(200);
            assertThat(adapter.terminate()).isZero();
        }
    }

    @Test
    void should_end_with_a_line_when_memory_ends() throws Exception {
        Map<String, String> environment = environment("TMCTL_JAVA_OPTS", "-Xmx24m -Xms24m");
        try (ForegroundAdapter adapter =
                new ForegroundAdapter(new InstalledTmctl(home, environment).start(new File("/dev/null"), "adapter"))) {
            URI url = adapter.url();
            try {
                post(url, new byte[15 * 1024 * 1024]);
            } catch (IOException e) {
                // nobody is left to answer
            }
            assertThat(adapter.awaitEnd()).isNotZero();
            assertThat(adapter.lines()).anyMatch(line -> line.contains("java.lang.OutOfMemoryError"));
        }
    }
}
