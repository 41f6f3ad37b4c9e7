package dev.tmctl.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tmctl.event.EventStream.Element;
import io.cloudevents.CloudEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamTest {

    private static final EventDefaults DEFAULTS =
            new EventDefaults(Map.of(), () -> Instant.parse("2026-01-31T12:00:00Z"), () -> "generated");

    private static String event(String id) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + id
                + "\",\"source\":\"/s\",\"type\":\"t\",\"data\":{ \"n\": 1.0 }}";
    }

    private static List<String> read(byte[] bytes) throws IOException {
        List<String> all = new ArrayList<>();
        try (EventStream stream = EventStream.open(new ByteArrayInputStream(bytes), DEFAULTS)) {
            for (Element element = stream.next(); element != null; element = stream.next()) {
                all.add(element.position() + " " + text(element));
            }
        }
        return all;
    }

    private static List<String> read(String text) throws IOException {
        return read(text.getBytes(UTF_8));
    }

    static String text(Element element) {
        CloudEvent event = element.event();
        if (event == null) {
            return "! " + element.violations();
        }
        byte[] data = JsonEventReaderTest.data(event);
        return event.getId() + " " + event.getDataContentType() + " " + (data == null ? "-" : new String(data, UTF_8));
    }

    /// Small reads, so that elements and buffers end in different places.
    private static InputStream inSmallReads(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 97));
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\n\n"})
    void saysHowManyBytesItsLinesTake(String end) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            lines.append(event("€".repeat(i % 90) + i)).append(end);
        }
        byte[] bytes = lines.toString().getBytes(UTF_8);
        try (EventStream stream = EventStream.open(inSmallReads(bytes), DEFAULTS)) {
            assertThat(stream.consumed()).isZero();
            long before = 0;
            for (Element element = stream.next(); element != null; element = stream.next()) {
                long consumed = stream.consumed();
                String line = new String(bytes, (int) before, (int) (consumed - before), UTF_8);
                assertThat(line.strip())
                        .isEqualTo(event(Objects.requireNonNull(element.event()).getId()));
                assertThat(line).endsWith("\n");
                before = consumed;
            }
            assertThat(stream.consumed()).isEqualTo(bytes.length);
        }
    }

    @Test
    void saysHowManyBytesTheElementsOfAnArrayTake() throws IOException {
        byte[] bytes = (" [\n" + event("a") + " , " + event("b") + "]\n").getBytes(UTF_8);
        try (EventStream stream = EventStream.open(inSmallReads(bytes), DEFAULTS)) {
            stream.next();
            assertThat(stream.consumed()).isEqualTo(3 + event("a").length());
            stream.next();
            assertThat(stream.consumed()).isEqualTo(bytes.length - 2);
            assertThat(stream.next()).isNull();
            assertThat(stream.consumed()).isEqualTo(bytes.length);
        }
    }

    @Test
    void readsAnArray() throws IOException {
        assertThat(read(" [\n" + event("a") + ",\n " + event("b") + ", {\"x\": 1}, 7, \"s\" ]\n"))
                .containsExactly(
                        "1 a null { \"n\": 1.0 }",
                        "2 b null { \"n\": 1.0 }",
                        "3 generated application/json {\"x\": 1}",
                        "4 generated application/json 7",
                        "5 generated application/json \"s\"");
    }

    @Test
    void readsAnArrayOnOneLine() throws IOException {
        assertThat(read("[" + event("a") + "," + event("b") + "]"))
                .containsExactly("1 a null { \"n\": 1.0 }", "2 b null { \"n\": 1.0 }");
        assertThat(read("[]")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\n\n", "\r\n \r\n"})
    void readsLinesOfEvents(String end) throws IOException {
        int step = end.split("\n", -1).length - 1;
        List<String> expected = List.of("1 a null { \"n\": 1.0 }", (1 + step) + " b null { \"n\": 1.0 }");
        assertThat(read(event("a") + end + event("b"))).isEqualTo(expected);
        assertThat(read(event("a") + end + event("b") + end)).isEqualTo(expected);
    }

    @Test
    void readsLinesOfData() throws IOException {
        assertThat(read("{\"a\": 1}\nplain é\n[1]\r\n"))
                .containsExactly(
                        "1 generated application/json {\"a\": 1}",
                        "2 generated text/plain plain é",
                        "3 generated application/json [1]");
        assertThat(read("[1]\n[2]\n"))
                .containsExactly("1 generated application/json [1]", "2 generated application/json [2]");
    }

    @Test
    void goesOnAfterAnInvalidLine() throws IOException {
        assertThat(read(event("a") + "\n" + event("") + "\n" + event("c")))
                .containsExactly(
                        "1 a null { \"n\": 1.0 }", "2 ! [id: MUST be a non-empty string]", "3 c null { \"n\": 1.0 }");
    }

    @Test
    void readsAPrettyPrintedDocument() throws IOException {
        assertThat(read("{\n  \"a\": \"}\\\"{\"\n}\n"))
                .containsExactly("1 generated application/json {\n  \"a\": \"}\\\"{\"\n}");
        assertThat(read(event("a").replace(",", ",\n  "))).containsExactly("1 a null { \"n\": 1.0 }");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void readsConcatenatedDocuments(String end) throws IOException {
        assertThat(read("{\n\"a\":1}{\"b\":2} {\n\"c\":3}" + end))
                .containsExactly(
                        "1 generated application/json {\n\"a\":1}",
                        "2 generated application/json {\"b\":2}",
                        "3 generated application/json {\n\"c\":3}");
        assertThat(read(event("a") + event("b") + " " + event("c") + end))
                .containsExactly("1 a null { \"n\": 1.0 }", "2 b null { \"n\": 1.0 }", "3 c null { \"n\": 1.0 }");
    }

    /// One byte that is no text does not make one record of all lines.
    @Test
    void refusesALineAloneThatIsNotUtf8() throws IOException {
        String lines = event("a") + "\n" + event("caf\u00e9") + "\n" + event("c") + "\n";
        assertThat(read(lines.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)))
                .containsExactly("1 a null { \"n\": 1.0 }", "2 ! [element: is not UTF-8]", "3 c null { \"n\": 1.0 }");
    }

    @Test
    void takesBinaryAsOnePayload() throws IOException {
        byte[] bytes = {(byte) 0x89, 'P', 'N', 'G', '\n', 0, (byte) 0xFF};
        try (EventStream stream = EventStream.open(new ByteArrayInputStream(bytes), DEFAULTS)) {
            CloudEvent event =
                    Objects.requireNonNull(Objects.requireNonNull(stream.next()).event());
            assertThat(event.getDataContentType()).isEqualTo("application/octet-stream");
            assertThat(JsonEventReaderTest.data(event)).isEqualTo(bytes);
            assertThat(stream.next()).isNull();
        }
    }

    @Test
    void readsALineLongerThanTheProbe() throws IOException {
        String big = "{\"a\":\"" + "é".repeat(100_000) + "\"}";
        assertThat(read(big + "\n{\"b\":1}\n"))
                .containsExactly("1 generated application/json " + big, "2 generated application/json {\"b\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", " \r\n\n"})
    void findsNothingInAnEmptyFile(String text) throws IOException {
        assertThat(read(text)).isEmpty();
    }

    @Test
    void saysWhereAnArrayBreaks() {
        assertThatThrownBy(() -> read("[" + event("a") + ","))
                .isInstanceOf(MalformedStreamException.class)
                .hasMessage("the array is not closed");
        assertThatThrownBy(() -> read("[" + event("a") + ",{\"specversion\""))
                .isInstanceOf(MalformedStreamException.class)
                .hasMessage("the array is not closed");
        assertThatThrownBy(() -> read("[\n1] x"))
                .isInstanceOf(MalformedStreamException.class)
                .hasMessage("something follows the array");
    }

    @Test
    void deliversWhatStandsBeforeTheBreak() throws IOException {
        byte[] bytes = ("[" + event("a") + ",").getBytes(UTF_8);
        try (EventStream stream = EventStream.open(new ByteArrayInputStream(bytes), DEFAULTS)) {
            assertThat(text(Objects.requireNonNull(stream.next()))).isEqualTo("a null { \"n\": 1.0 }");
            assertThatThrownBy(stream::next).isInstanceOf(MalformedStreamException.class);
        }
    }

    @Test
    void refusesAnArrayElementThatIsNoJson() throws IOException {
        assertThat(read("[{\"a\":1},{\"b\":},2]"))
                .containsExactly(
                        "1 generated application/json {\"a\":1}",
                        "2 ! [element: is not JSON: '}' is not expected here (line 1, column 6)]",
                        "3 generated application/json 2");
    }

    @Test
    void keepsTheLinesAfterABrokenFirstLine() throws IOException {
        assertThat(read("{\"a\":\n{\"b\":2}\nplain\n"))
                .containsExactly(
                        "1 ! [element: is not JSON: it ends too early (line 1, column 6)]",
                        "2 generated application/json {\"b\":2}",
                        "3 generated text/plain plain");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            [,1]      | the array begins with a comma
            [{} {}]   | a comma is missing after element 1
            [1,,2]    | there is a comma too many after element 1
            [1,2,]    | there is a comma too many after element 2
            """)
    void refusesAnArrayWithWrongCommas(String array, String message) {
        assertThatThrownBy(() -> read(array))
                .isInstanceOf(MalformedStreamException.class)
                .hasMessage(message);
    }

    /// What is said to be there is there: a reader of a slow pipe would else keep what it has while it waits
    /// for more.
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\n\n", "\n  \n"})
    void isReadyOnlyWhenTheNextLineNeedsNoReading(String end) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            lines.append(event("x".repeat(i % 90) + i)).append(end);
        }
        int[] reads = {0};
        InputStream in = new ByteArrayInputStream(lines.toString().getBytes(UTF_8)) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                reads[0]++;
                return super.read(into, offset, Math.min(length, 1_009));
            }
        };
        int ready = 0;
        try (EventStream stream = EventStream.open(in, DEFAULTS)) {
            for (int i = 0; i < 3_000; i++) {
                int before = reads[0];
                boolean isReady = stream.isReady();
                assertThat(reads[0]).isEqualTo(before);
                Element element = Objects.requireNonNull(stream.next());
                assertThat(Objects.requireNonNull(element.event()).getId()).isEqualTo("x".repeat(i % 90) + i);
                if (isReady) {
                    ready++;
                    assertThat(reads[0]).isEqualTo(before);
                }
            }
            assertThat(stream.isReady()).isFalse();
            assertThat(stream.next()).isNull();
        }
        // behind a blank line it is not known what comes
        assertThat(ready).isBetween(end.indexOf('\n') == end.length() - 1 ? 500 : 0, 2_999);
    }

    @Test
    void isNotReadyWhereElementsAreNoLines() throws IOException {
        try (EventStream stream = EventStream.open(new ByteArrayInputStream("[1,\n2,\n3]".getBytes(UTF_8)), DEFAULTS)) {
            assertThat(stream.isReady()).isFalse();
            assertThat(stream.next()).isNotNull();
            assertThat(stream.isReady()).isFalse();
        }
    }
}
