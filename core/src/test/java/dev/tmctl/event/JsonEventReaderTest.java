package dev.tmctl.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.Violation;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonEventReaderTest {

    private static final String HEAD = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"";

    private static CloudEvent read(String json) {
        return JsonEventReader.read(json.getBytes(UTF_8));
    }

    static byte @Nullable [] data(CloudEvent event) {
        return event.getData() == null ? null : event.getData().toBytes();
    }

    private static List<String> violations(byte[] json) {
        return texts(catchThrowableOfType(InvalidInputException.class, () -> JsonEventReader.read(json)));
    }

    private static List<String> violations(String json) {
        return violations(json.getBytes(UTF_8));
    }

    private static List<String> texts(@Nullable InvalidInputException e) {
        return Objects.requireNonNull(e, "nothing was refused").violations().stream()
                .map(Violation::toString)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ \"n\": 1.0, \"u\":\"\\u00e9\" }",
                "1.0",
                "-0",
                "1e400",
                "12345678901234567890123",
                "\"a\\/b\\u00e9é😀\"",
                "true",
                "null",
                "[ 1 ,\n2 ]",
                "{}",
                "[]",
                "\"\""
            })
    void keepsJsonDataByteForByte(String data) {
        assertThat(data(read(HEAD + ",\"data\" : " + data + " }"))).isEqualTo(data.getBytes(UTF_8));
        assertThat(data(read("{\"data\":" + data + "," + HEAD.substring(1) + "}")))
                .isEqualTo(data.getBytes(UTF_8));
        assertThat(data(read(HEAD + ",\"datacontenttype\":\"application/x+json\",\"data\":" + data + "}")))
                .isEqualTo(data.getBytes(UTF_8));
    }

    @Test
    void keepsItBehindAByteOrderMark() {
        assertThat(data(read("\uFEFF" + HEAD + ",\"data\":{\"é\":1.0}}"))).isEqualTo("{\"é\":1.0}".getBytes(UTF_8));
    }

    @Test
    void unwrapsTextData() {
        assertThat(data(read(HEAD + ",\"datacontenttype\":\"text/plain\",\"data\":\"a\\n\\u00e9\"}")))
                .isEqualTo("a\né".getBytes(UTF_8));
        assertThat(data(read(HEAD + ",\"data\":{\"a\": 1},\"datacontenttype\":\"text/plain\"}")))
                .isEqualTo("{\"a\": 1}".getBytes(UTF_8));
    }

    @Test
    void decodesBase64() {
        assertThat(data(read(HEAD + ",\"data_base64\":\"AP9/\"}"))).isEqualTo(new byte[] {0, -1, 127});
    }

    @Test
    void knowsAbsentData() {
        assertThat(data(read(HEAD + "}"))).isNull();
        assertThat(data(read(HEAD + ",\"subject\":null}"))).isNull();
        assertThat(data(read(HEAD + ",\"data_base64\":null}"))).isNull();
    }

    @Test
    void readsEveryAttribute() {
        CloudEvent event = read(HEAD
                + ",\"subject\":\"sub\",\"time\":\"2026-01-31T12:00:00.5+01:00\",\"dataschema\":\"http://x/y\","
                + "\"datacontenttype\":\"application/json\",\"ext\":\"e\",\"num\":7,\"flag\":true,\"none\":null}");
        assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
        assertThat(event.getId()).isEqualTo("1");
        assertThat(event.getSource()).isEqualTo(URI.create("/s"));
        assertThat(event.getType()).isEqualTo("t");
        assertThat(event.getSubject()).isEqualTo("sub");
        assertThat(event.getTime()).isEqualTo(OffsetDateTime.parse("2026-01-31T12:00:00.5+01:00"));
        assertThat(event.getDataSchema()).isEqualTo(URI.create("http://x/y"));
        assertThat(event.getDataContentType()).isEqualTo("application/json");
        assertThat(event.getExtensionNames()).containsExactlyInAnyOrder("ext", "num", "flag");
        assertThat(event.getExtension("ext")).isEqualTo("e");
        assertThat(event.getExtension("num")).isEqualTo(7);
        assertThat(event.getExtension("flag")).isEqualTo(true);
    }

    @Test
    void readsVersion03WithContentEncoding() {
        String head = "{\"specversion\":\"0.3\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"";
        CloudEvent event =
                read(head + ",\"schemaurl\":\"http://x/y\",\"datacontentencoding\":\"Base64\",\"data\":\"AP9/\"}");
        assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V03);
        assertThat(event.getDataSchema()).isEqualTo(URI.create("http://x/y"));
        assertThat(data(event)).isEqualTo(new byte[] {0, -1, 127});
        assertThat(data(read(head + ",\"data\":{ }}"))).isEqualTo("{ }".getBytes(UTF_8));
        assertThat(violations(head + ",\"datacontentencoding\":\"base64\",\"data\":{}}"))
                .containsExactly("data: MUST be a Base64 string when datacontentencoding is base64");
        assertThat(violations(head + ",\"datacontentencoding\":\"gzip\",\"data\":\"H4s=\"}"))
                .containsExactly("datacontentencoding: MUST be base64, the only encoding of data in JSON");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"id\":\"\"|id: MUST be a non-empty string",
                "\"id\":7|id: MUST be a string, got 7",
                "\"source\":\"\"|source: MUST be a non-empty string",
                "\"source\":\"a b\"|source: \"a b\" is not a URI reference (RFC 3986)",
                "\"type\":\"\"|type: MUST be a non-empty string",
                "\"specversion\":\"2.0\"|specversion: unknown value: \"2.0\"",
                "\"dataschema\":\"y\"|dataschema: \"y\" is not an absolute URI (RFC 3986, section 4.3)",
                "\"datacontenttype\":\"json\"|datacontenttype: \"json\" is not a media type (RFC 2046)",
                "\"time\":\"today\"|time: \"today\" is not a timestamp; expected one like 2026-01-31T12:00:00Z (RFC 3339)",
                "\"ext\":1.5|ext: MUST be a string, an integer or a boolean",
                "\"ext\":{}|ext: MUST be a string, an integer or a boolean",
                "\"ext\":2147483648|ext: is not a 32-bit integer",
                "\"my-ext\":\"x\"|my-ext: is not an attribute name: expected lower-case letters and digits",
                "\"Ext\":\"x\"|Ext: is not an attribute name: expected lower-case letters and digits",
                "\"ext\":\"a\\u0000\"|ext: \"a\\u0000\" holds U+0000 as character 2, which CloudEvents forbids in attributes (1.0.2, type system)",
                "\"ext\":\"a\\n\"|ext: \"a\\n\" holds U+000A as character 2, which CloudEvents forbids in attributes (1.0.2, type system)",
                "\"ext\":\"\\ud83d\"|ext: \"\\ud83d\" holds U+D83D as character 1, which CloudEvents forbids in attributes (1.0.2, type system)",
                "\"data_base64\":\"?\"|data_base64: is not Base64",
                "\"data_base64\":1|data_base64: MUST be a string"
            })
    void refusesOneBadMember(String member, String violation) {
        String name = member.substring(0, member.indexOf(':'));
        String others = HEAD.replaceAll(name + ":\"[^\"]*\",?", "").replaceAll(",$", "");
        assertThat(violations(others + "," + member + "}")).containsExactly(violation);
    }

    @Test
    void refusesEverythingInOneGo() {
        assertThat(violations("{}"))
                .containsExactly("specversion: no specversion", "id: REQUIRED", "type: REQUIRED", "source: REQUIRED");
    }

    @Test
    void refusesDataTwice() {
        assertThat(violations(HEAD + ",\"data\":1,\"data_base64\":\"AA==\"}"))
                .containsExactly("data_base64: MUST NOT be there together with data");
    }

    @Test
    void refusesDuplicates() {
        assertThat(violations(HEAD + ",\"id\":\"2\"}")).containsExactly("id: is given twice");
    }

    @Test
    void leavesDuplicatesInsideTheDataAlone() {
        String data = "{\"a\":1,\"a\":2}";
        CloudEvent event = JsonEventReader.read(
                ("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"data\":" + data + "}")
                        .getBytes(UTF_8));
        assertThat(new String(data(event), UTF_8)).isEqualTo(data);
    }

    @Test
    void refusesWhatIsNotUtf8() {
        assertThat(violations((HEAD + ",\"data\":\"é\"}").getBytes(StandardCharsets.ISO_8859_1)))
                .containsExactly("body: is not UTF-8");
        assertThat(violations((HEAD + ",\"data\":\"e\"}").getBytes(StandardCharsets.UTF_16BE)))
                .containsExactly("body: is not UTF-8");
        assertThat(violations((HEAD + ",\"data\":\"e\"}").getBytes(StandardCharsets.UTF_16LE)))
                .containsExactly("body: is not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"a\"", "null"})
    void refusesWhatIsNoObject(String json) {
        assertThat(violations(json)).containsExactly("event: an event is a JSON object");
    }

    @Test
    void refusesWhatFollows() {
        assertThat(violations(HEAD + "}{}"))
                .containsExactly("body: is not JSON: something follows the JSON value (line 1, column 57)");
    }

    @Test
    void readsBatches() {
        List<CloudEvent> events = JsonEventReader.readBatch(
                ("[" + HEAD + ",\"data\":1.0} , " + HEAD.replace("\"1\"", "\"2\"") + "}]").getBytes(UTF_8),
                count -> {});
        assertThat(events).extracting(CloudEvent::getId).containsExactly("1", "2");
        assertThat(data(events.getFirst())).isEqualTo("1.0".getBytes(UTF_8));
        assertThat(JsonEventReader.readBatch("[]".getBytes(UTF_8), count -> {})).isEmpty();
    }

    @Test
    void saysWhichElementsOfABatchAreBad() {
        String batch = "[" + HEAD + "}," + HEAD.replace("\"1\"", "\"\"") + "},7,{\"specversion\":\"1.0\"}]";
        assertThat(texts(catchThrowableOfType(
                        InvalidInputException.class,
                        () -> JsonEventReader.readBatch(batch.getBytes(UTF_8), count -> {}))))
                .containsExactly(
                        "[1].id: MUST be a non-empty string",
                        "[2].event: an event is a JSON object",
                        "[3].id: REQUIRED",
                        "[3].type: REQUIRED",
                        "[3].source: REQUIRED");
    }

    /// 16 MiB of these would else become millions of violations.
    @Test
    void looksAtNoMoreOfABatchAfterAHundredViolations() {
        byte[] batch = ("[" + "7,".repeat(1_000_000) + HEAD + "}]").getBytes(UTF_8);
        List<Integer> counted = new ArrayList<>();
        List<String> violations = texts(catchThrowableOfType(
                InvalidInputException.class, () -> JsonEventReader.readBatch(batch, counted::add)));
        assertThat(violations).hasSize(101).startsWith("[0].event: an event is a JSON object");
        assertThat(violations.getLast()).isEqualTo("body: has 999901 more elements, which were not looked at");
        assertThat(counted).hasSize(1_000_001).endsWith(1_000_001);
    }

    @Test
    void boundsTheAttributesOfAnEvent() {
        StringBuilder event = new StringBuilder(HEAD);
        for (int i = 0; i < 100_000; i++) {
            event.append(",\"a").append(i).append("\":1,\"A").append(i).append("\":1");
        }
        List<String> violations = violations(event.append('}').toString());
        assertThat(violations)
                .hasSize(100)
                .contains("A0: is not an attribute name: expected lower-case letters and digits");
        assertThat(violations(HEAD
                        + IntStream.rangeClosed(0, 1000)
                                .mapToObj(i -> ",\"a" + i + "\":1")
                                .collect(Collectors.joining())
                        + "}"))
                .containsExactly("event: has more than 1000 extension attributes");
    }

    @Test
    void refusesABatchThatIsNoArray() {
        assertThat(texts(catchThrowableOfType(
                        InvalidInputException.class,
                        () -> JsonEventReader.readBatch("{}".getBytes(UTF_8), count -> {}))))
                .containsExactly("body: a batch is a JSON array of events");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1,\"a\":2}|true",
                "1|true",
                "1 2|false",
                "{|false",
                "' '|false",
                "''|false",
                "nul|false",
                "\uFEFF{}|false"
            })
    void tellsWhatIsJson(String text, boolean json) {
        assertThat(JsonSyntax.isJson(text.getBytes(UTF_8))).isEqualTo(json);
    }

    /// The specification asks for a string that is not empty.
    @Test
    void takesABlankForAString() {
        CloudEvent event =
                read("{\"specversion\":\"1.0\",\"id\":\" \",\"source\":\"/s\",\"type\":\" \",\"subject\":\" \"}");
        assertThat(List.of(event.getId(), event.getType(), event.getSubject())).containsOnly(" ");
    }

    @Test
    void keepsTheSpellingOfATime() {
        for (String time :
                List.of("2026-01-31T12:00:00.50Z", "2016-12-31T23:59:60Z", "2026-01-31t12:00:00.1234567891z")) {
            CloudEvent event = read(HEAD + ",\"time\":\"" + time + "\"}");
            String written = HEAD + ",\"time\":\"" + time + "\"}";
            assertThat(new String(JsonEventWriter.write(event), UTF_8)).isEqualTo(written);
            byte[] failed = FailedEvent.line(event, "Code", "message", 1);
            assertThat(new String(failed, UTF_8)).contains("\"time\":\"" + time + "\"");
            CloudEvent restored = FailedEvent.restored(JsonEventReader.read(failed));
            assertThat(new String(JsonEventWriter.write(restored), UTF_8)).isEqualTo(written);
        }
    }

    /// Limits of a JSON library are none of JSON.
    @Test
    void takesJsonOfEverySize() {
        for (String data : List.of(
                "1".repeat(100_000),
                "-0." + "1".repeat(100_000) + "e-" + "9".repeat(2_000),
                "[".repeat(9_990) + "]".repeat(9_990),
                "{\"" + "x".repeat(200_000) + "\":1}",
                "\"" + "y".repeat(200_000) + "\"")) {
            assertThat(JsonSyntax.problem(data.getBytes(UTF_8))).isNull();
            assertThat(data(read(HEAD + ",\"data\":" + data + "}"))).isEqualTo(data.getBytes(UTF_8));
        }
        assertThat(violations(HEAD + ",\"ext\":" + "1".repeat(3_000_000) + "}"))
                .containsExactly("ext: is not a 32-bit integer");
    }

    @Test
    void namesItsOwnLimit() {
        String deep = "[".repeat(10_001) + "]".repeat(10_001);
        String told = "is JSON of more than 10000 levels; at most 10000 are read";
        assertThat(JsonSyntax.problem(deep.getBytes(UTF_8))).isEqualTo(told);
        assertThat(violations(HEAD + ",\"data\":" + deep + "}")).containsExactly("body: " + told);
    }

    @Test
    void refusesHalfOfASurrogatePairInText() {
        String text = HEAD + ",\"datacontenttype\":\"text/plain\",\"data\":";
        for (String half : List.of("\\ud83d", "\\ude00", "\\ude00\\ud83d", "x\\uD83Dx")) {
            assertThat(violations(text + "\"" + half + "\"}"))
                    .containsExactly("data: holds half of a surrogate pair, which is no character");
            // JSON data is passed on as it is
            assertThat(data(read(HEAD + ",\"data\":\"" + half + "\"}")))
                    .isEqualTo(("\"" + half + "\"").getBytes(UTF_8));
        }
        assertThat(data(read(text + "\"\\ud83d\\ude00\"}"))).isEqualTo("😀".getBytes(UTF_8));
    }
}
