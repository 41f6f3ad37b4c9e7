package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tmctl.cli.InstalledTmctl.Result;
import dev.tmctl.local.Clients;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/// Files and arguments as people have them, sent by the built tool: what is stored, what is refused, what is
/// said.
@Execution(ExecutionMode.SAME_THREAD)
class SendInputIT {
    private static final String A =
            "{\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"/s\",\"type\":\"t\",\"time\":\"2016-12-31T23:59:60Z\",\"data\":null}";
    private static final String B = A.replace("\"a\"", "\"b\"");
    private static final String BROKEN = "{\"specversion\":\"1.0\",\"id\":";

    @TempDir
    private static Path home;

    private static InstalledTmctl tmctl = new InstalledTmctl(Path.of("/"));
    private static URI endpoint = URI.create("/");
    private int seen;

    @BeforeAll
    static void create() throws Exception {
        tmctl = new InstalledTmctl(home);
        Result created = tmctl.run(
                "create",
                "target",
                "awskinesis",
                "--local",
                "--name",
                "full",
                "--partition",
                "key",
                "--full-cloudevent");
        assertThat(created.code()).as(created.err()).isZero();
        String status = tmctl.run("local", "status", "-o", "json").out();
        endpoint =
                URI.create(new ObjectMapper().readTree(status).path("endpoint").asText());
    }

    @AfterAll
    static void stop() throws Exception {
        Footprint.killAll(home);
    }

    private List<String> stored() {
        try (KinesisClient sdk = Clients.of(endpoint)) {
            List<String> all = Clients.readAll(sdk, "full").stream()
                    .map(record -> record.data().asUtf8String())
                    .toList();
            List<String> fresh = all.subList(seen, all.size());
            seen = all.size();
            return fresh;
        }
    }

    private static Result send(byte[] input, String... options) throws Exception {
        return tmctl.runWithInput(input, arguments(options));
    }

    private static String[] arguments(String... options) {
        String[] all = new String[options.length + 2];
        all[0] = "send";
        System.arraycopy(options, 0, all, 1, options.length);
        all[all.length - 1] = "-onone";
        return all;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void should_store_every_kind_of_file_as_its_events_and_refuse_the_rest() throws Exception {
        seen = stored().size();
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(bytes(A + "\n" + B + "\n"));
        }
        for (byte[] file : List.of(
                bytes("\uFEFF" + A + "\n\uFEFF" + B + "\n"),
                ("\uFEFF[" + A + "," + B + "]").getBytes(StandardCharsets.UTF_16LE),
                bytes("\u001e" + A + "\n\u001e" + B + "\n"),
                gzip.toByteArray())) {
            Result sent = send(file, "-f", "-");
            assertThat(sent.err()).isEqualTo("2 read, 2 delivered, 0 failed\n");
            assertThat(sent.code()).isZero();
            assertThat(stored()).containsExactly(A, B);
        }
        Result commas = send(bytes(A + ",\n" + B + ",\n"), "-f", "-");
        assertThat(commas.err()).isEqualTo("""
                error: a comma follows the value on the first line; leave the commas out, or put all values into one array: [ ]
                """);
        assertThat(commas.code()).isEqualTo(1);
        assertThat(stored()).isEmpty();
    }

    @Test
    void should_count_what_is_broken_and_keep_it_refused(@TempDir Path folder) throws Exception {
        seen = stored().size();
        Path failed = folder.resolve("failed");
        Result sent = send(bytes("[" + A + ", nope ]"), "-f", "-", "--failed", failed.toString());
        assertThat(sent.err()).isEqualTo("""
                error: element 2 is not a valid event: element: is not JSON: 'nope' is no JSON value (line 1, column 1)
                2 read, 1 delivered, 1 failed
                """);
        assertThat(sent.code()).isEqualTo(6);
        assertThat(stored()).containsExactly(A);
        Result again = send(new byte[0], "-f", failed.toString());
        assertThat(again.err()).isEqualTo("""
                error: element 1 is not a valid event: element: is not JSON: 'nope' is no JSON value (line 1, column 1)
                1 read, 0 delivered, 1 failed
                """);
        assertThat(again.code()).isEqualTo(1);
        byte[] cut = bytes(A + "\n" + B + "\n" + BROKEN);
        Result cutShort = send(cut, "-f", "-", "--type", "mine");
        assertThat(cutShort.err()).isEqualTo("""
                error: element 3 is not a valid event: event: is not JSON: it ends too early (line 1, column 27)
                3 read, 2 delivered, 1 failed
                note: --type changed bare data only; 2 elements were CloudEvents with attributes of their own
                """);
        assertThat(cutShort.code()).isEqualTo(6);
        assertThat(stored()).containsExactly(A, B);
        assertThat(send(cut, "-f", "-", "--dry-run").code()).isEqualTo(6);
        assertThat(send(bytes(BROKEN), "-f", "-", "--dry-run").code()).isEqualTo(1);
        assertThat(stored()).isEmpty();
        assertThat(folder.toFile().list()).containsExactly("failed");
    }

    @Test
    void should_send_a_whole_event_as_it_is() throws Exception {
        seen = stored().size();
        Result argument = tmctl.run(arguments(A));
        assertThat(argument.err()).isEqualTo("note: DATA is a CloudEvent; it is sent as it is\n");
        Result pipe = send(bytes(A), "-", "--type", "mine", "--extension", "tenant=x");
        assertThat(pipe.err())
                .isEqualTo("note: DATA is a CloudEvent; --extension tenant, --type replaced its own attributes\n");
        assertThat(stored())
                .containsExactly(
                        A, A.replace("\"t\",", "\"mine\",").replace(",\"data\"", ",\"tenant\":\"x\",\"data\""));
        Result broken = tmctl.run(arguments("{hello}"));
        assertThat(broken.code()).isEqualTo(2);
        assertThat(broken.err()).isEqualTo("""
                error: 1 value is not valid
                  data  is not JSON: 'h' is not expected here (line 1, column 2); to send it as it is, add --datacontenttype TYPE, such as text/plain
                """);
        assertThat(tmctl.run(arguments("{hello}", "--datacontenttype", "text/plain", "--id", "1"))
                        .code())
                .isZero();
        assertThat(stored()).singleElement().asString().endsWith("\"data\":\"{hello}\"}");
    }

    @Test
    void should_keep_data_through_the_adapter_whatever_its_type(@TempDir Path folder) throws Exception {
        seen = stored().size();
        Path file = folder.resolve("events");
        String untyped = A.replace("\"data\":null", "\"data_base64\":\"aGVsbG8=\"");
        String large =
                A.replace("null", "{\"n\":" + "1".repeat(1_234) + ",\"d\":" + "[".repeat(500) + "]".repeat(500) + "}");
        Files.writeString(file, untyped + "\n" + large + "\n");
        assertThat(send(new byte[0], "-f", file.toString()).code()).isZero();
        assertThat(send(bytes(large), "-").code()).isZero();
        assertThat(send(bytes(untyped), "-", "--direct").code()).isZero();
        assertThat(stored()).containsExactly(untyped, large, large, untyped);
    }
}
