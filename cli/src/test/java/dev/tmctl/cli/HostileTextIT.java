package dev.tmctl.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.tmctl.cli.InstalledTmctl.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An endpoint and a manifest that try to act on the terminal, in every field that is shown.
class HostileTextIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());
    private static final String ARN = "arn:aws:kinesis:us-east-1:123456789012:stream/x";

    /// Clears the screen, in 7 and in 8 bits, turns the direction, hides, and begins a line of its own.
    private static final String NASTY = "\033[2J\u009b31m\u202e\u200b\nnext:  tmctl x";

    private static final String SHOWN = "\\u001b[2J\\u009b31m\\u202e\\u200b\\nnext:  tmctl x";

    private final Path home;
    private final InstalledTmctl tmctl;
    private final WireMockServer kinesis =
            new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());

    HostileTextIT(@TempDir Path home) {
        this.home = home;
        this.tmctl = new InstalledTmctl(home);
    }

    @BeforeEach
    void start() {
        kinesis.start();
    }

    @AfterEach
    void stop() {
        kinesis.stop();
        Footprint.killAll(home);
    }

    private void answers(String operation, int status, Object body) throws IOException {
        ResponseDefinitionBuilder answer = aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/x-amz-cbor-1.1")
                .withHeader("x-amzn-RequestId", "id\u009b2J")
                .withBody(CBOR.writeValueAsBytes(body));
        kinesis.stubFor(post(anyUrl())
                .withHeader("X-Amz-Target", equalTo("Kinesis_20131202." + operation))
                .willReturn(answer));
    }

    private String direct(String more) {
        return "send --direct --timeout 20s --arn " + ARN + " --partition p --endpoint http://127.0.0.1:"
                + kinesis.port() + " --auth.credentials.accessKeyID k --auth.credentials.secretAccessKey=@"
                + home.resolve("secret") + " " + more;
    }

    /// What a command shows on a terminal without colours, which must be nothing but text.
    private String shown(String command) throws Exception {
        Files.writeString(home.resolve("secret"), "s");
        try (Terminal terminal = new Terminal(tmctl, command + " --color never", Map.of("TERM", "xterm"))) {
            terminal.end();
            String text = terminal.text();
            assertThat(text.codePoints())
                    .as(text)
                    .noneMatch(c -> c != '\n' && (c < ' ' || (c >= 0x7F && c < 0xA0) || c == 0x202E || c == 0x200B));
            return text;
        }
    }

    @Test
    void should_show_what_the_endpoint_refuses() throws Exception {
        answers("PutRecord", 400, Map.of("__type", "Bad" + NASTY, "message", "why " + NASTY));
        assertThat(shown(direct("--debug x")))
                .contains("why \\u001b[2J\\u009b31m\\u202e\\u200b next:  tmctl x")
                .contains("error: event \"")
                .doesNotContain("\nnext:");
    }

    @Test
    void should_show_what_the_endpoint_says_of_stored_records() throws Exception {
        answers("PutRecord", 200, Map.of("ShardId", "s" + NASTY, "SequenceNumber", "1" + NASTY));
        assertThat(shown(direct("-o name x"))).isEqualTo("s" + SHOWN + "/1" + SHOWN + "\n");
        assertThat(shown(direct("x"))).contains("\n  ShardId         s" + SHOWN + "\n");
        JsonNode result = JSON.readTree(shown(direct("-o json x")));
        assertThat(result.path("data").path("ShardId").textValue()).isEqualTo("s" + NASTY);
        Result piped = tmctl.run(direct("-o json x").split(" "));
        assertThat(JSON.readTree(piped.out()).path("data").path("ShardId").textValue())
                .isEqualTo("s" + NASTY);
        assertThat(piped.out()).contains("\\u009b31m\\u202e\\u200b");
    }

    @Test
    void should_show_figures_by_shard_and_code() throws Exception {
        answers(
                "PutRecords",
                200,
                Map.of(
                        "FailedRecordCount",
                        1,
                        "Records",
                        List.of(
                                Map.of("ShardId", "s" + NASTY, "SequenceNumber", "1"),
                                Map.of("ErrorCode", "Bad" + NASTY, "ErrorMessage", "why " + NASTY))));
        Path events = Files.writeString(home.resolve("events"), "1\n2\n");
        assertThat(shown(direct("-q -o none --stats -f " + events)))
                .contains("\ns" + SHOWN + "   ", "(Bad" + SHOWN + " 1");
    }

    @Test
    void should_show_what_is_wrong_with_a_manifest() throws Exception {
        JsonNode manifest = JSON.readTree("""
                {"apiVersion": "targets.triggermesh.io/v1alpha1", "kind": "AWSKinesisTarget",
                 "metadata": {"name": "t"}, "spec": {"arn": "ARN", "partition": "p"}}
                """.replace("ARN", ARN));
        ((ObjectNode) manifest.path("spec")).put("x" + NASTY, "y" + NASTY);
        Files.writeString(home.resolve("m.json"), manifest.toString());
        assertThat(shown("import -f m.json")).contains("x\\u001b[2J").doesNotContain("\nnext:");
    }

    @Test
    void should_describe_a_partition_that_acts_on_terminals() throws Exception {
        Result created = tmctl.run(
                "create", "target", "awskinesis", "--no-start", "--local", "--name", "t", "--partition", "p" + NASTY);
        assertThat(created.code()).as(created.err()).isZero();
        assertThat(created.out()).contains("\n  Partition key  p" + SHOWN + "\n");
        assertThat(shown("describe t")).contains("\nPartition key:    p" + SHOWN + "\n");
        assertThat(shown("describe -o wide")).contains("   p" + SHOWN + "   ");
        assertThat(JSON.readTree(shown("describe t -o json")).path("partition").textValue())
                .isEqualTo("p" + NASTY);
        assertThat(shown("describe t -o yaml")).contains("\npartition: \"p\\e[2J\\x9b31m\\u202e\\u200b\\nnext:");
        assertThat(shown("dump t")).contains("\\u202e");
        assertThat(shown("dump t -o json")).contains("\\u202e");
    }
}
