package dev.tmctl.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.StreamArn;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What this tool itself says in events: the defaults of bare data and the result event.
class EventDefaultsTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private static EventDefaults defaults(Map<String, String> attributes) {
        return new EventDefaults(attributes, () -> NOW, () -> "generated");
    }

    @Test
    void fillsEveryAttribute() {
        CloudEvent event = defaults(Map.of()).wrap("{}".getBytes(UTF_8));
        assertThat(new String(JsonEventWriter.write(event), UTF_8))
                .isEqualTo("{\"specversion\":\"1.0\",\"id\":\"generated\",\"source\":\"triggermesh-cli\","
                        + "\"type\":\"triggermesh-local-event\",\"datacontenttype\":\"application/json\","
                        + "\"time\":\"2026-01-31T12:00:00Z\",\"data\":{}}");
    }

    @Test
    void givesWayToTheUser() {
        CloudEvent event = defaults(Map.of(
                        "id", "mine",
                        "type", "my.type",
                        "source", "/mine",
                        "time", "2020-01-01T00:00:00Z",
                        "datacontenttype", "text/csv",
                        "subject", "sub",
                        "tenant", "acme"))
                .wrap("{}".getBytes(UTF_8));
        assertThat(event.getId()).isEqualTo("mine");
        assertThat(event.getType()).isEqualTo("my.type");
        assertThat(event.getSource()).isEqualTo(URI.create("/mine"));
        assertThat(event.getTime()).isEqualTo(OffsetDateTime.parse("2020-01-01T00:00:00Z"));
        assertThat(event.getDataContentType()).isEqualTo("text/csv");
        assertThat(event.getSubject()).isEqualTo("sub");
        assertThat(event.getExtension("tenant")).isEqualTo("acme");
    }

    @ParameterizedTest
    @CsvSource({"1.0,application/json", "hello,text/plain", "'',text/plain", "'a\0b',application/octet-stream"})
    void tellsTheContentType(String data, String type) {
        assertThat(defaults(Map.of()).wrap(data.getBytes(UTF_8)).getDataContentType())
                .isEqualTo(type);
    }

    @Test
    void tellsBinary() {
        assertThat(defaults(Map.of()).wrap(new byte[] {-1}).getDataContentType())
                .isEqualTo("application/octet-stream");
        assertThat(defaults(Map.of()).wrap(null).getDataContentType()).isNull();
    }

    @Test
    void refusesABadAttribute() {
        assertThatThrownBy(() -> defaults(Map.of("time", "now")).wrap(null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("time: \"now\" is not a timestamp; expected one like 2026-01-31T12:00:00Z (RFC 3339)");
    }

    @Test
    void answersWithAResultEvent() {
        StreamArn stream = StreamArn.parse("arn:aws:kinesis:eu-central-1:123456789012:stream/orders");
        CloudEvent event = ResultEvent.of(stream, "shardId-000000000000", "4951", "NONE", () -> NOW);
        assertThat(event.getType()).isEqualTo("io.triggermesh.targets.aws.kinesis.result");
        assertThat(event.getSource()).isEqualTo(URI.create(stream.toString()));
        assertThat(event.getTime()).isEqualTo(OffsetDateTime.parse("2026-01-31T12:00:00Z"));
        assertThat(event.getDataSchema()).isEqualTo(ResultEvent.SCHEMA);
        assertThat(event.getDataContentType()).isEqualTo("application/json");
        assertThat(event.getId()).hasSize(36);
        assertThat(Objects.requireNonNull(event.getData()).toBytes())
                .isEqualTo(
                        "{\"ShardId\":\"shardId-000000000000\",\"SequenceNumber\":\"4951\",\"EncryptionType\":\"NONE\"}"
                                .getBytes(UTF_8));
    }

    @Test
    void shipsTheSchemaOfItsResults() throws IOException {
        try (InputStream schema = ResultEvent.class.getResourceAsStream(ResultEvent.SCHEMA_RESOURCE)) {
            assertThat(Objects.requireNonNull(schema).readAllBytes()).isNotEmpty();
        }
    }
}
