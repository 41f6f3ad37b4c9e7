package dev.tmctl.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.cli.TestConsole;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventPrinterTest {
    private static CloudEvent event(String data) {
        return CloudEventBuilder.v1()
                .withId("1")
                .withSource(URI.create("s"))
                .withType("t")
                .withData("application/json", data.getBytes(UTF_8))
                .build();
    }

    private static String printed(OutputFormat format, String data) {
        return printed(format, event(data));
    }

    private static String printed(OutputFormat format, CloudEvent event) {
        TestConsole console = new TestConsole(false);
        new EventPrinter(console.io(), format).print(event, "na\u001b\nme");
        return console.out();
    }

    @Test
    void should_show_flat_data_as_rows_that_cannot_drive_a_terminal() {
        assertThat(printed(
                        OutputFormat.PRETTY, "{\"a\":2.50,\"b\\u001b[2J\":\"\\u001b[31m\\nx\",\"c\":null,\"d\":true}"))
                .isEqualTo("""
                        t
                          source      s
                          id          1
                          a           2.50
                          b\\u001b[2J  \\u001b[31m\\nx
                          c           null
                          d           true
                        """);
    }

    @Test
    void should_align_wide_names() {
        assertThat(printed(OutputFormat.PRETTY, "{\"名前\":\"値\",\"e\u0301\":1,\"long\":2}"))
                .isEqualTo("""
                        t
                          source  s
                          id      1
                          名前    値
                          e\u0301       1
                          long    2
                        """);
    }

    @Test
    void should_print_a_name_on_one_line() {
        assertThat(printed(OutputFormat.NAME, "1")).isEqualTo("na\\u001b\\nme\n");
    }

    @Test
    void should_write_escapes_in_the_place_of_what_cannot_be_seen() {
        assertThat(printed(OutputFormat.JSON, "{\"a\u007f\": \"\u009b \u202e \udb40\udc41 😀\"}"))
                .endsWith("\"data\":{\"a\\u007f\":\"\\u009b \\u202e \\udb40\\udc41 😀\"}}\n");
        assertThat(printed(OutputFormat.YAML, "{\"a\u007f\": \"\u009b \u202e \udb40\udc41 😀\"}"))
                .endsWith("\ndata:\n  \"a\\u007f\": \"\\x9b \\u202e \\U000e0041 😀\"\n");
    }

    @Test
    void should_show_whole_times() {
        CloudEvent event = CloudEventBuilder.from(event("7"))
                .withTime(OffsetDateTime.parse("2026-01-31T12:00:00+01:00"))
                .build();
        assertThat(printed(OutputFormat.PRETTY, event)).contains("\n  time             2026-01-31T12:00:00+01:00\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1} trailing", "{\"a\":[1]} trailing", "[1] trailing", "1 2"})
    void should_show_all_of_what_is_no_json_at_its_end(String data) {
        assertThat(printed(OutputFormat.PRETTY, data))
                .isEqualTo("t\n  source           s\n  id               1\n  datacontenttype  application/json\n  \n  "
                        + data + "\n");
    }

    @Test
    void should_show_numbers_that_no_decimal_number_holds() {
        assertThat(printed(OutputFormat.PRETTY, "[1e99999999999]")).endsWith("\n  [ 1e99999999999 ]\n");
        assertThat(printed(OutputFormat.JSON, "{\"a\":1e99999999999}")).endsWith(",\"data\":{\"a\":1e99999999999}}\n");
        assertThat(printed(OutputFormat.YAML, "{\"a\":1e99999999999}")).contains("\n  a: .inf\n");
    }

    @Test
    void should_print_json_on_one_line_with_numbers_as_they_are() {
        assertThat(printed(OutputFormat.JSON, "{\n  \"a\": [2.50, 12345678901234567890],\n  \"b\": {}\n}"))
                .isEqualTo("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\","
                        + "\"datacontenttype\":\"application/json\","
                        + "\"data\":{\"a\":[2.50,12345678901234567890],\"b\":{}}}\n");
    }

    @Test
    void should_print_data_that_is_not_the_json_it_says_it_is_as_bytes() {
        assertThat(printed(OutputFormat.JSON, "nonsense"))
                .isEqualTo("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\","
                        + "\"datacontenttype\":\"application/json\",\"data_base64\":\"bm9uc2Vuc2U=\"}\n");
    }
}
