package dev.tmctl.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.cli.TestConsole;
import dev.tmctl.stream.StoredRecord;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// One shape for records that hold a CloudEvent and for all others.
class RecordPrinterTest {
    private static final String EVENT = """
            {"specversion":"1.0","id":"1","source":"/s","type":"t","datacontenttype":"application/json",\
            "tenant":"a","data":{"x":[1,2.50]}}""";
    private static final String JSON_PLACE = """
            {"shardId":"shardId-0","sequenceNumber":"49","partitionKey":"k","arrivedAt":"2026-01-31T12:00:00Z",""";

    private static String printed(OutputFormat format, byte[] data) {
        TestConsole console = new TestConsole(false);
        new RecordPrinter(console.io(), format)
                .print(new StoredRecord("shardId-0", "49", "k", Instant.parse("2026-01-31T12:00:00Z"), data));
        return console.out();
    }

    private static String printed(OutputFormat format, String data) {
        return printed(format, data.getBytes(UTF_8));
    }

    @Test
    void should_say_in_json_where_an_event_is_stored() {
        assertThat(printed(OutputFormat.JSON, EVENT)).isEqualTo(JSON_PLACE + "\"event\":" + EVENT + "}\n");
    }

    @Test
    void should_say_in_json_where_data_is_stored() {
        assertThat(printed(OutputFormat.JSON, "{ \"a\": 1.0 }\n"))
                .isEqualTo(JSON_PLACE + "\"data\":\"{ \\\"a\\\": 1.0 }\\n\"}\n");
        assertThat(printed(OutputFormat.JSON, "")).isEqualTo(JSON_PLACE + "\"data\":\"\"}\n");
        assertThat(printed(OutputFormat.JSON, new byte[] {(byte) 0xFF}))
                .isEqualTo(JSON_PLACE + "\"data_base64\":\"/w==\"}\n");
    }

    @Test
    void should_say_the_same_in_yaml() {
        assertThat(printed(OutputFormat.YAML, EVENT)).isEqualTo("""
                ---
                shardId: shardId-0
                sequenceNumber: "49"
                partitionKey: k
                arrivedAt: "2026-01-31T12:00:00Z"
                event:
                  specversion: "1.0"
                  id: "1"
                  source: /s
                  type: t
                  datacontenttype: application/json
                  tenant: a
                  data:
                    x:
                    - 1
                    - 2.50
                """);
        assertThat(printed(OutputFormat.YAML, "x")).isEqualTo("""
                ---
                shardId: shardId-0
                sequenceNumber: "49"
                partitionKey: k
                arrivedAt: "2026-01-31T12:00:00Z"
                data: x
                """);
    }

    @Test
    void should_say_the_same_to_people() {
        assertThat(printed(OutputFormat.PRETTY, EVENT)).isEqualTo("""
                shardId-0  49  2026-01-31T12:00:00Z  key k
                  t
                    source           /s
                    id               1
                    datacontenttype  application/json
                    tenant           a
                   \s
                    {
                      "x" : [ 1, 2.50 ]
                    }
                """);
        assertThat(printed(OutputFormat.PRETTY, "a\tb\r\nc\033[m")).isEqualTo("""
                shardId-0  49  2026-01-31T12:00:00Z  key k
                  a\tb
                  c\\u001b[m
                """);
    }

    @Test
    void should_name_every_record_by_its_place() {
        assertThat(printed(OutputFormat.NAME, EVENT)).isEqualTo("shardId-0/49\n");
        assertThat(printed(OutputFormat.NAME, "x")).isEqualTo("shardId-0/49\n");
    }

    @Test
    void should_take_for_data_what_is_no_whole_event() {
        String almost = "{\"specversion\":\"1.0\",\"id\":\"1\"}";
        assertThat(printed(OutputFormat.JSON, almost))
                .isEqualTo(JSON_PLACE + "\"data\":\"" + almost.replace("\"", "\\\"") + "\"}\n");
    }
}
