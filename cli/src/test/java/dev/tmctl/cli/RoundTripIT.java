package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tmctl.cli.EventSamples.Form;
import dev.tmctl.cli.EventSamples.Sample;
import dev.tmctl.cli.InstalledTmctl.Result;
import dev.tmctl.local.Clients;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Record;

/// Three thousand varied events, through an adapter and straight to Kinesis, come out as they went in.
class RoundTripIT {
    private static final int EVENTS = 3000;

    private static final List<Sample> SAMPLES = EventSamples.of(20261123, EVENTS);
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final List<Record> DATA_ONLY = new ArrayList<>();
    private static final List<Record> FULL_EVENT = new ArrayList<>();

    @BeforeAll
    static void sendBothWaysInBothModes(@TempDir Path home) throws Exception {
        InstalledTmctl tmctl = new InstalledTmctl(home);
        try {
            create(tmctl, "data", "--full-cloudevent=false");
            create(tmctl, "full", "--full-cloudevent");
            sendToBoth(tmctl, EVENTS, "--direct", "-f", file(home, EVENTS));
            sendToBoth(tmctl, EVENTS, "-f", file(home, EVENTS));
            String status = tmctl.run("local", "status", "-o", "json").out();
            URI endpoint = URI.create(MAPPER.readTree(status).path("endpoint").asText());
            try (KinesisClient sdk = Clients.of(endpoint)) {
                DATA_ONLY.addAll(Clients.readAll(sdk, "data"));
                FULL_EVENT.addAll(Clients.readAll(sdk, "full"));
            }
        } finally {
            Footprint.killAll(home);
        }
    }

    @AfterAll
    static void forget() {
        DATA_ONLY.clear();
        FULL_EVENT.clear();
    }

    @Test
    void should_store_the_data_byte_for_byte() {
        assertThat(DATA_ONLY).hasSize(2 * EVENTS);
        for (int i = 0; i < DATA_ONLY.size(); i++) {
            Sample sample = SAMPLES.get(i % EVENTS);
            assertThat(DATA_ONLY.get(i).data().asByteArray())
                    .as("record %d of %s", i, sample.attributes())
                    .isEqualTo(sample.data());
        }
    }

    @Test
    void should_store_every_attribute_and_data_byte_of_the_full_event() throws Exception {
        assertThat(FULL_EVENT).hasSize(2 * EVENTS);
        for (int i = 0; i < FULL_EVENT.size(); i++) {
            assertSame(SAMPLES.get(i % EVENTS), FULL_EVENT.get(i).data().asUtf8String());
        }
    }

    @Test
    void should_write_json_of_a_vendor_s_type_inline(@TempDir Path home) throws Exception {
        Result printed = new InstalledTmctl(home)
                .run(
                        "send",
                        "--dry-run",
                        "-o",
                        "json",
                        "--id",
                        "1",
                        "--type",
                        "t",
                        "--source",
                        "s",
                        "--time",
                        "2026-01-31T12:00:00Z",
                        "--datacontenttype",
                        "application/vnd.x+json",
                        "{\"a\":2.50}");
        assertThat(printed.out())
                .isEqualTo("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\","
                        + "\"datacontenttype\":\"application/vnd.x+json\",\"time\":\"2026-01-31T12:00:00Z\","
                        + "\"data\":{\"a\":2.50}}\n");
    }

    private static String file(Path home, int events) throws IOException {
        Path file = home.resolve(events + ".ndjson");
        Files.writeString(file, SAMPLES.stream().limit(events).map(Sample::line).collect(Collectors.joining("\n")));
        return file.toString();
    }

    private static void create(InstalledTmctl tmctl, String name, String mode) throws Exception {
        Result created =
                tmctl.run("create", "target", "awskinesis", "--local", "--name", name, "--partition", "key", mode);
        assertThat(created.code()).as(created.err()).isZero();
    }

    private static void sendToBoth(InstalledTmctl tmctl, int events, String... arguments) throws Exception {
        List<Future<Result>> sent = new ArrayList<>();
        for (String target : List.of("data", "full")) {
            List<String> all = new ArrayList<>(List.of("send", "--target", target, "-o", "name", "-q"));
            all.addAll(List.of(arguments));
            sent.add(tmctl.runInBackground(all.toArray(String[]::new)));
        }
        for (Future<Result> result : sent) {
            assertSent(result.get(), events);
        }
    }

    private static void assertSent(Result sent, int events) {
        assertThat(sent.err()).isEqualTo(events + " read, " + events + " delivered, 0 failed\n");
        assertThat(sent.outLines()).hasSize(events).allMatch(line -> line.matches("shardId-000000000000/\\d{56}"));
        assertThat(sent.code()).isZero();
    }

    private static void assertSame(Sample sample, String stored) throws IOException {
        ObjectNode event = (ObjectNode) MAPPER.readTree(stored);
        JsonNode data = event.remove("data");
        JsonNode base64 = event.remove("data_base64");
        ObjectNode expected = sample.attributes().deepCopy();
        assertTime(expected.remove("time"), event.remove("time"));
        assertThat(event).isEqualTo(expected);
        if (sample.form() == Form.JSON) {
            assertThat(stored).endsWith(",\"data\":" + new String(sample.data(), StandardCharsets.UTF_8) + "}");
        } else {
            assertThat(bytes(data, base64)).as(sample.attributes().toString()).isEqualTo(sample.data());
        }
    }

    private static void assertTime(@Nullable JsonNode expected, @Nullable JsonNode time) {
        assertThat(time == null).isEqualTo(expected == null);
        if (expected != null && time != null) {
            assertThat(time.asText())
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)");
            assertThat(OffsetDateTime.parse(time.asText())).isEqualTo(OffsetDateTime.parse(expected.asText()));
        }
    }

    private static byte[] bytes(@Nullable JsonNode data, @Nullable JsonNode base64) {
        if (base64 != null) {
            return Base64.getDecoder().decode(base64.asText());
        }
        return data == null ? new byte[0] : data.asText().getBytes(StandardCharsets.UTF_8);
    }
}
