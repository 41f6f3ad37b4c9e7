package dev.tmctl.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tmctl.http.InFlight;
import dev.tmctl.http.RefusedException;
import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEventsTest {

    private static final String EVENT = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"}";

    private static Map<String, List<String>> headers(String... more) {
        Map<String, List<String>> headers = new TreeMap<>(Map.of(
                "ce-specversion", List.of("1.0"),
                "ce-id", List.of("1"),
                "ce-source", List.of("/s"),
                "ce-type", List.of("t")));
        for (int i = 0; i < more.length; i += 2) {
            headers.put(more[i], List.of(more[i + 1]));
        }
        return headers;
    }

    private static InFlight.Ticket room() {
        return new InFlight(1 << 30, 1 << 24, 10, Duration.ofSeconds(1)).enter();
    }

    private static CloudEvent read(Map<String, List<String>> headers, String body) {
        return HttpEvents.read(headers, body.getBytes(UTF_8), room()).events().getFirst();
    }

    private static String refusal(Map<String, List<String>> headers, String body) {
        RefusedException e = Objects.requireNonNull(
                catchThrowableOfType(RefusedException.class, () -> read(headers, body)), "nothing was refused");
        return e.refusal().status() + " " + e.getMessage();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain|plain",
                "Euro%20%E2%82%AC|Euro €",
                "%f0%9f%98%80|😀",
                "\"quoted \\\"text\\\"\"|quoted \"text\"",
                "100%|100%",
                "%zz%4|%zz%4",
                "%2541|%41",
                "Ã©|é"
            })
    void decodesHeaders(String header, String value) {
        assertThat(read(headers("ce-subject", header), "").getSubject()).isEqualTo(value);
    }

    @Property(tries = 300)
    void decodesWhatItEncodes(@ForAll String text) {
        String value = new String(text.getBytes(UTF_8), UTF_8);
        assertThat(HttpHeaderText.encode(value)).matches("[!-~]*");
        assertThat(HttpHeaderText.decode(HttpHeaderText.encode(value))).isEqualTo(value);
    }

    @Test
    void keepsTheBodyByteForByte() {
        CloudEvent event = read(headers("content-type", "text/csv; charset=latin1"), "{ \"a\": 1.0 }\n");
        assertThat(Objects.requireNonNull(event.getData()).toBytes()).isEqualTo("{ \"a\": 1.0 }\n".getBytes(UTF_8));
        assertThat(event.getDataContentType()).isEqualTo("text/csv; charset=latin1");
        assertThat(read(headers(), "").getData()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/cloudevents+json",
                "APPLICATION/CloudEvents+JSON",
                "application/cloudevents+json; charset=UTF-8",
                "application/cloudevents+json;charset=\"utf-8\""
            })
    void readsStructuredMode(String contentType) {
        HttpEvents.Request request =
                HttpEvents.read(Map.of("content-type", List.of(contentType)), EVENT.getBytes(UTF_8), room());
        assertThat(request.batch()).isFalse();
        assertThat(request.events()).extracting(CloudEvent::getId).containsExactly("1");
    }

    @Test
    void readsBatches() {
        HttpEvents.Request request = HttpEvents.read(
                Map.of("content-type", List.of("Application/CloudEvents-Batch+JSON")),
                ("[" + EVENT + "," + EVENT + "]").getBytes(UTF_8),
                room());
        assertThat(request.batch()).isTrue();
        assertThat(request.events()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ce-subject|%ff|400 subject: is not UTF-8 after percent-decoding",
                "ce-subject|é|400 subject: is not UTF-8 after percent-decoding",
                "ce-id|``|400 id: MUST be a non-empty string",
                "ce-specversion|1.1|400 specversion: unknown value: \"1.1\"",
                "ce-datacontenttype|text/plain|400 datacontenttype: MUST NOT be a ce- header; Content-Type carries it",
                "ce-my-ext|1|400 my-ext: is not an attribute name: expected lower-case letters and digits",
                "content-type|text|400 datacontenttype: \"text\" is not a media type (RFC 2046)",
                "content-type|application/cloudevents+xml|415 event format application/cloudevents+xml is not supported; send application/cloudevents+json",
                "content-type|application/cloudevents|415 event format application/cloudevents is not supported; send application/cloudevents+json",
                "content-type|application/cloudevents-batch+avro|415 event format application/cloudevents-batch+avro is not supported; send application/cloudevents-batch+json",
                "content-type|application/cloudevents+json; charset=utf-16|415 JSON events are UTF-8, not application/cloudevents+json; charset=utf-16"
            })
    void refuses(String header, String value, String answer) {
        assertThat(refusal(headers(header, value), "")).isEqualTo(answer);
    }

    @Test
    void refusesAnAttributeGivenTwice() {
        Map<String, List<String>> headers = headers();
        headers.put("ce-id", new ArrayList<>(List.of("1", "2")));
        assertThat(refusal(headers, "")).isEqualTo("400 ce-id: is given 2 times");
    }

    @Test
    void refusesWhatIsNoEvent() {
        assertThat(refusal(Map.of("content-type", List.of("application/json")), "{}"))
                .isEqualTo("415 no CloudEvent: send ce- headers, application/cloudevents+json "
                        + "or application/cloudevents-batch+json");
    }
}
