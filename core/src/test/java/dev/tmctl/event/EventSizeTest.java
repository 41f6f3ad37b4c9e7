package dev.tmctl.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The room that events take.
class EventSizeTest {
    private static final int LEAST = "specversion1.0id1source/stypet".length();

    private static CloudEventBuilder event() {
        return CloudEventBuilder.v1().withId("1").withSource(URI.create("/s")).withType("t");
    }

    @ParameterizedTest
    @CsvSource({
        "abc, 3",
        // one byte in memory, two in UTF-8
        "\u00e9\u00e9, 4",
        // two bytes in memory, three in UTF-8
        "\u20ac\u20ac, 6",
        // one character outside Latin makes all of them twice as large in memory
        "aaaaaaaa\u20ac, 18",
        // a pair of surrogates: two escapes
        "\ud83d\ude00, 12",
        "'a\"b\\', 6",
        "'', 0",
    })
    void isOfATextThatOfMemoryOrOfJson(String text, int size) {
        assertThat(EventSize.text(text)).isEqualTo(size);
    }

    @Test
    void isThatOfDataAndAttributes() {
        assertThat(EventSize.of(event().build())).isEqualTo(LEAST);
        assertThat(EventSize.of(event().withData(new byte[1000]).build())).isEqualTo(LEAST + 1000);
        CloudEvent full = event().withSubject("abc")
                .withDataContentType("text/plain")
                .withDataSchema(URI.create("http://x/y"))
                .withTime(OffsetDateTime.parse("2026-01-31T12:00:00Z"))
                .withExtension("text", "x".repeat(5000))
                .withExtension("number", 12345)
                .withExtension("flag", true)
                .withExtension("bytes", new byte[] {1, 2, 3})
                .withData(new byte[10])
                .build();
        int attributes = EventSize.attributes(full);
        assertThat(EventSize.of(full)).isEqualTo(attributes + 10);
        assertThat(attributes).isBetween(LEAST + 5000, LEAST + 5200);
    }

    /// What is reckoned holds what is written, as long as the data is not escaped.
    @Test
    void isNotLessThanWhatIsWritten() {
        for (String value : new String[] {"x", "é", "€", "\"", "\\", "😀"}) {
            CloudEvent event = event().withExtension("e", value.repeat(3000))
                    .withData("application/json", "{}".getBytes(UTF_8))
                    .build();
            assertThat(JsonEventWriter.writeOnOneLine(event).length)
                    .as(value)
                    .isLessThanOrEqualTo(EventSize.of(event) + 256);
        }
    }
}
