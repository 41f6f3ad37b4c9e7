package dev.tmctl.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tmctl.target.InvalidInputException;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What somebody gives by hand, as an argument or through a pipe.
class SingleEventTest {
    private static final String EVENT = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\","
            + "\"time\":\"2026-01-31T12:00:00.50Z\",\"num\":7,\"data\":{ \"n\": 1.0 }}";

    private static String read(byte[] bytes, Map<String, String> options) {
        SingleEvent one = SingleEvent.read(
                bytes, new EventDefaults(options, () -> Instant.parse("2026-01-31T12:00:00Z"), () -> "new"));
        return one.whole() + " " + new String(JsonEventWriter.write(one.event()), UTF_8);
    }

    private static String read(String text) {
        return read(text.getBytes(UTF_8), Map.of());
    }

    private static String bare(String data) {
        return "false {\"specversion\":\"1.0\",\"id\":\"new\",\"source\":\"triggermesh-cli\","
                + "\"type\":\"triggermesh-local-event\",\"datacontenttype\":"
                + data.replace(",", ",\"time\":\"2026-01-31T12:00:00Z\",\"data\":")
                + "}";
    }

    private static final String WHOLE = "true {\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\","
            + "\"time\":\"2026-01-31T12:00:00.50Z\",\"num\":7,\"data\":{ \"n\": 1.0 }}";

    @Test
    void sendsAWholeEventAsItIs() {
        assertThat(read(EVENT)).isEqualTo(WHOLE);
        assertThat(read("\uFEFF " + EVENT + "\n")).isEqualTo(WHOLE);
        assertThat(read(EVENT.replace(",", ",\n"))).isEqualTo(WHOLE);
    }

    @Test
    void replacesAttributesThatAreGiven() {
        assertThat(read(
                        EVENT.getBytes(UTF_8),
                        Map.of("type", "mine", "subject", "s", "ext", "e", "datacontenttype", "application/x+json")))
                .isEqualTo("true {\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"mine\","
                        + "\"datacontenttype\":\"application/x+json\",\"subject\":\"s\","
                        + "\"time\":\"2026-01-31T12:00:00.50Z\",\"ext\":\"e\",\"num\":7,\"data\":{ \"n\": 1.0 }}");
        assertThat(read(
                        "{\"specversion\":\"0.3\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"data\":1}"
                                .getBytes(UTF_8),
                        Map.of("dataschema", "http://x/y")))
                .isEqualTo("true {\"specversion\":\"0.3\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\","
                        + "\"schemaurl\":\"http://x/y\",\"data\":1}");
    }

    @Test
    void wrapsBareData() {
        assertThat(read("{\"a\": 1}")).isEqualTo(bare("\"application/json\",{\"a\": 1}"));
        assertThat(read("\uFEFF7")).isEqualTo(bare("\"application/json\",7"));
        assertThat(read("hello")).isEqualTo(bare("\"text/plain\",\"hello\""));
        assertThat(read("null")).isEqualTo(bare("\"application/json\",null"));
        assertThat(read(new byte[] {0, -1}, Map.of()))
                .isEqualTo(bare("\"application/octet-stream\",").replace("\"data\":", "\"data_base64\":\"AP8=\""));
        assertThat(read("{hello}".getBytes(UTF_8), Map.of("datacontenttype", "text/plain")))
                .isEqualTo(bare("\"text/plain\",\"{hello}\""));
    }

    private static final String AS_IT_IS = "to send it as it is, add --datacontenttype TYPE, such as text/plain";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{hello}|data: is not JSON: 'h' is not expected here (line 1, column 2); " + AS_IT_IS,
                "[1|data: is not JSON: it ends too early (line 1, column 3); " + AS_IT_IS,
                "{\"specversion\":\"1.0\"|event: is not JSON: it ends too early (line 1, column 21)",
                "{\"specversion\":\"1.0\"}|id: REQUIRED; type: REQUIRED; source: REQUIRED",
                "[{\"specversion\":\"1.0\"}]|data: is an array of CloudEvents and not data; send them with -f"
            })
    void refusesWhatMeansToBeSomethingElse(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }

    @Test
    void refusesSeveralEvents() {
        assertThatThrownBy(() -> read(EVENT + "\n" + EVENT))
                .hasMessage("data: holds several events; send them with -f");
        assertThatThrownBy(() -> read(EVENT + "\nnope")).hasMessage("data: holds several events; send them with -f");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text/plain|{\"specversion\":\"1.0\"|\"{\\\"specversion\\\":\\\"1.0\\\"\"",
                "text/plain|[1|\"[1\"",
                "application/json|[{\"specversion\":\"1.0\"}]|[{\"specversion\":\"1.0\"}]",
            })
    void takesDataOfADeclaredTypeAsItIs(String type, String text, String data) {
        assertThat(read(text.getBytes(UTF_8), Map.of("datacontenttype", type)))
                .isEqualTo(bare("\"" + type + "\",").replace("\"data\":", "\"data\":" + data));
    }

    @Test
    void takesTheValueOfAJsonTextSequence() {
        assertThat(read("\u001e" + EVENT + "\n")).isEqualTo(WHOLE);
        assertThat(read("\u001e{\"a\": 1}")).isEqualTo(bare("\"application/json\",{\"a\": 1}"));
        String refused = "data: begins with a record separator (RFC 7464) and isn't one JSON value; "
                + "send a sequence with -f; " + AS_IT_IS;
        assertThatThrownBy(() -> read("\u001e1\n\u001e2\n")).hasMessage(refused);
        assertThatThrownBy(() -> read("\u001e{")).hasMessage(refused);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void refusesUtf16WithoutAMark(String charset) {
        assertThatThrownBy(() -> read("hello\nworld\n".getBytes(Charset.forName(charset)), Map.of()))
                .hasMessage("data: is text, but not UTF-8; convert it first, for example: iconv -f " + charset
                        + " -t UTF-8 FILE | tmctl send -; " + AS_IT_IS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void refusesWideJsonWithoutAMark(String charset) {
        assertThatThrownBy(() -> read("{\"a\": 1}".getBytes(Charset.forName(charset)), Map.of()))
                .hasMessage("data: is JSON in " + charset.substring(0, 6)
                        + " without a byte order mark; convert it first: iconv -f " + charset
                        + " -t UTF-8 FILE | tmctl send -; " + AS_IT_IS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zürich", "für alle"})
    void refusesOtherEncodings(String text) {
        assertThatThrownBy(() -> read(text.getBytes(ISO_8859_1), Map.of()))
                .hasMessage("data: is text, but not UTF-8; convert it first, for example: "
                        + "iconv -f ISO-8859-1 -t UTF-8 FILE | tmctl send -; " + AS_IT_IS);
        assertThatThrownBy(() -> read(text.getBytes(UTF_16), Map.of()))
                .hasMessage("data: is UTF-16; convert it first: iconv -f UTF-16BE -t UTF-8 FILE | tmctl send -; "
                        + AS_IT_IS);
        assertThat(read(text.getBytes(ISO_8859_1), Map.of("datacontenttype", "text/plain;charset=latin1")))
                .contains("data_base64");
    }
}
