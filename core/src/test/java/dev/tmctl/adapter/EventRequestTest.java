package dev.tmctl.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EventRequestTest {
    private static String[] headers(CloudEvent event) {
        try (AdapterHttp http = new AdapterHttp(URI.create("http://127.0.0.1:1"), Duration.ofSeconds(1))) {
            return Arrays.stream(EventRequest.of(http, event).getHeaders())
                    .map(header -> header.getName() + ": " + header.getValue())
                    .sorted()
                    .toArray(String[]::new);
        }
    }

    private static CloudEventBuilder event() {
        return CloudEventBuilder.v1().withId("1").withSource(URI.create("/s")).withType("t");
    }

    /// RFC 3339 has seconds, also where they are zero.
    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z,          2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00+01:00,     2026-01-31T12:00:00+01:00",
        "2026-01-31T12:00:00.100Z,      2026-01-31T12:00:00.1Z"
    })
    void should_carry_whole_times(String time, String header) {
        CloudEvent event = event().withTime(OffsetDateTime.parse(time))
                .withExtension("at", OffsetDateTime.parse(time))
                .build();

        assertThat(headers(event))
                .containsExactly(
                        "ce-at: " + header,
                        "ce-id: 1",
                        "ce-source: /s",
                        "ce-specversion: 1.0",
                        "ce-time: " + header,
                        "ce-type: t");
    }

    @Test
    void should_carry_more_than_headers_take_as_json() {
        assertThat(headers(event().withExtension("most", "x".repeat(6_000)).build()))
                .contains("ce-most: " + "x".repeat(6_000));
        assertThat(headers(event().withExtension("more", "x".repeat(6_200)).build()))
                .containsExactly("content-type: application/cloudevents+json");
    }

    /// Headers have no types.
    @Test
    void should_carry_numbers_and_flags_as_json() {
        assertThat(headers(event().withExtension("n", -7)
                        .withExtension("yes", true)
                        .build()))
                .containsExactly("content-type: application/cloudevents+json");
    }
}
