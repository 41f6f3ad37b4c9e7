package dev.tmctl.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// JSON as Kubernetes reads it, with our limits and messages.
class JsonDocumentsTest {
    private static List<String> read(String json) {
        return JsonDocuments.read(json, "m").stream().map(JsonNode::toString).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "-0, 0",
        "1e3, 1000",
        "1.0, 1",
        "1.50, 1.5",
        "9223372036854775807, 9223372036854775807",
        "9223372036854775808, 9223372036854776000",
    })
    void takesNumbersAsAClusterDoes(String written, String json) {
        JsonNode value =
                JsonDocuments.read("{\"a\":" + written + "}", "m").getFirst().path("a");
        assertThat(value).hasToString(json);
        assertThat(Written.of(value)).isEqualTo(written);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(
                        "{\"b\":2}\n {\"a\":" + "1".repeat(2_000_000) + "}",
                        "a number has 2000000 characters; there are at most 1000, a longer one has to be in quotes "
                                + "(line 2, column 7)"),
                Arguments.of(
                        "{\"a\":1e400}",
                        "\"1e400\" is a number out of range; put it in quotes if it is a text (line 1, column 6)"),
                Arguments.of(
                        "{\"a\":".repeat(60) + "1" + "}".repeat(60),
                        "it is nested deeper than 50 levels (line 1, column 251)"),
                Arguments.of(
                        "{\"a\":[" + "[],".repeat(600_000) + "1]}",
                        "it has more than 500000 values (line 1, column 1499998)"),
                Arguments.of("{\"a\":1,\"a\":2}", "the name 'a' is there twice (line 1, column 11)"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWithItsPlace(String json, String message) {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(() -> read(json))
                        .isInstanceOf(InvalidManifestException.class)
                        .hasMessage("m is not valid JSON: " + message));
    }

    /// The library's own limits are lower.
    @Test
    void takesLongNamesAndTexts() {
        String name = "a".repeat(60_000);
        assertThat(read("{\"" + name + "\":\"" + name + "\"}")).containsExactly("{\"" + name + "\":\"" + name + "\"}");
    }

    @Test
    void overlooksByteOrderMarksBetweenObjects() {
        String mark = "\ufeff";
        assertThat(read(mark + "{\"a\":1}\n" + mark + "{\"b\":\"" + mark + "\\\"" + mark + "\"}" + mark))
                .containsExactly("{\"a\":1}", "{\"b\":\"" + mark + "\\\"" + mark + "\"}");
        assertThatThrownBy(() -> read("{" + mark + "\"a\":1}")).isInstanceOf(InvalidManifestException.class);
    }
}
