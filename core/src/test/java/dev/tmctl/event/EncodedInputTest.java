package dev.tmctl.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tmctl.event.EventStream.Element;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files of events as editors, shells and other tools write them: what is read, and what is refused instead
/// of being stored as something else.
class EncodedInputTest {
    private static final String A =
            "{\"specversion\":\"1.0\",\"id\":\"ä😀\",\"source\":\"/s\",\"type\":\"t\",\"data\":1}";
    private static final String B = A.replace("ä😀", "b");
    private static final List<String> BOTH = List.of("1 ä😀 null 1", "2 b null 1");

    static List<String> read(byte[] bytes, Map<String, String> options) throws IOException {
        EventDefaults defaults = new EventDefaults(options, () -> Instant.parse("2026-01-31T12:00:00Z"), () -> "new");
        List<String> all = new ArrayList<>();
        InputStream slow = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 7));
            }

            @Override
            public synchronized int available() {
                return 0;
            }
        };
        try (EventStream stream = EventStream.open(slow, defaults)) {
            for (Element element = stream.next(); element != null; element = stream.next()) {
                all.add(element.position() + " " + EventStreamTest.text(element));
            }
        } catch (MalformedStreamException e) {
            all.add("END " + e.getMessage());
        }
        return all;
    }

    private static List<String> read(byte[] bytes) throws IOException {
        return read(bytes, Map.of());
    }

    private static List<String> read(String text) throws IOException {
        return read(text.getBytes(UTF_8));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void readsEveryEncodingBehindItsMark(String charset) throws IOException {
        Charset encoding = Charset.forName(charset);
        for (String text : List.of(
                "\uFEFF" + A + "\n" + B + "\n",
                "\uFEFF" + A + "\r\n" + B,
                "\uFEFF[" + A + ",\n" + B + "]",
                "\uFEFF" + A.replace(",", ",\n") + "\n" + B,
                // two files that were joined
                "\uFEFF" + A + "\n\uFEFF" + B + "\n",
                "\uFEFF" + A.replace(",", ",\n") + "\uFEFF" + B + "\n")) {
            assertThat(read(text.getBytes(encoding))).as(text).isEqualTo(BOTH);
        }
        assertThat(read("\uFEFFänd\nplain".getBytes(encoding)))
                .containsExactly("1 new text/plain änd", "2 new text/plain plain");
    }

    @Test
    void takesMarksOffLinesOfJoinedFiles() throws IOException {
        assertThat(read(A + "\n\uFEFF" + B + "\n\uFEFF\n")).isEqualTo(BOTH);
        assertThat(read("one\n\uFEFFtwo")).containsExactly("1 new text/plain one", "2 new text/plain two");
    }

    @Test
    void readsGzipOfSeveralMembers() throws IOException {
        assertThat(read(gzip(A + "\n" + B))).isEqualTo(BOTH);
        assertThat(read(gzip("[" + A + "," + B + "]"))).isEqualTo(BOTH);
        assertThat(read(joined(gzip(A + "\n"), gzip(B + "\n")))).isEqualTo(BOTH);
        assertThat(read(gzip("\uFEFF" + A + "\n" + B))).isEqualTo(BOTH);
        assertThat(read(gzip(""))).isEmpty();
    }

    @Test
    void losesNothingOfDamagedGzip() throws IOException {
        byte[] good = gzip(A + "\n" + B + "\n");
        String damaged = "END the gzip data is damaged, breaks off, or something follows it";
        for (int length = 2; length < good.length; length++) {
            assertThat(read(Arrays.copyOf(good, length)))
                    .as("cut at %d", length)
                    .endsWith(damaged);
        }
        for (int more = 1; more < 40; more++) {
            assertThat(read(joined(good, new byte[more]))).as("%d more", more).endsWith(damaged);
            assertThat(read(joined(good, gzip("x"), A.substring(0, more).getBytes(UTF_8))))
                    .as("%d characters more", more)
                    .endsWith(damaged);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "28B52FFD00,             packed with zstd; unpack or convert it first: zstd -dc",
        "425A683131415926 5359,  packed with bzip2; unpack or convert it first: bunzip2 -c",
        "425A683931415926 5359,  packed with bzip2; unpack or convert it first: bunzip2 -c",
        "FD377A585A0000,         packed with xz; unpack or convert it first: xz -dc",
        "04224D1800,             packed with lz4; unpack or convert it first: lz4 -dc",
        "504B030400,             a zip archive; unpack or convert it first: unzip -p",
        "7B002200,               JSON in UTF-16 without a byte order mark; unpack or convert it first: iconv -f UTF-16LE -t UTF-8",
        "005B007B,               JSON in UTF-16 without a byte order mark; unpack or convert it first: iconv -f UTF-16BE -t UTF-8"
    })
    void refusesWhatItCannotUnpack(String hex, String message) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThat(read(bytes)).containsExactly("END the input is " + message + " FILE | tmctl send -f -");
        assertThat(read(bytes, Map.of("datacontenttype", "application/x-packed")))
                .hasSize(1)
                .allMatch(element -> element.startsWith("1 new application/x-packed "));
    }

    @Test
    void refusesGzipInsideGzip() throws IOException {
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(twice)) {
            out.write(gzip(A));
        }
        assertThat(read(twice.toByteArray()))
                .containsExactly("END the input is gzip inside gzip; unpack or convert it first: gunzip -c FILE"
                        + " | tmctl send -f -");
    }

    @Test
    void refusesHalfOfASurrogatePairInUtf16() throws IOException {
        assertThat(read(joined(new byte[] {(byte) 0xFE, (byte) 0xFF, 0, 'a', (byte) 0xD8, 0, 0, 'b'})))
                .containsExactly("END the text is not UTF-16BE throughout, as its first bytes say");
        assertThat(read(joined(new byte[] {(byte) 0xFF, (byte) 0xFE, 'a', 0, 'b'})))
                .containsExactly("END the text is not UTF-16LE throughout, as its first bytes say");
    }

    @Test
    void refusesTextInAnotherEncoding() throws IOException {
        String refused = "END the input is text, but not UTF-8; convert it first, for example: "
                + "iconv -f ISO-8859-1 -t UTF-8 FILE | tmctl send -f -";
        assertThat(read("Zürich\n".getBytes(ISO_8859_1))).containsExactly(refused);
        assertThat(read("Zürich".getBytes(ISO_8859_1))).containsExactly(refused);
        assertThat(read("hello\nworld\n".getBytes(UTF_16BE)))
                .containsExactly(refused.replace("ISO-8859-1", "UTF-16BE"));
        assertThat(read("hello\nworld\n".getBytes(UTF_16LE)))
                .containsExactly(refused.replace("ISO-8859-1", "UTF-16LE"));
        assertThat(read("{\"a\":\"Zürich\"}\n".getBytes(ISO_8859_1))).containsExactly("1 ! [element: is not UTF-8]");
        assertThat(read("[\"Zürich\"]".getBytes(ISO_8859_1))).containsExactly("1 ! [element: is not UTF-8]");
        // what is seen only after the first lines were read is refused by itself
        assertThat(read("plain\nZürich\nb".getBytes(ISO_8859_1)))
                .containsExactly("1 new text/plain plain", "2 ! [element: is not UTF-8]", "3 new text/plain b");
        assertThat(read("Zürich\n".getBytes(ISO_8859_1), Map.of("datacontenttype", "text/plain; charset=latin1")))
                .hasSize(1);
    }

    static Stream<Arguments> sequences() {
        return Stream.of(
                Arguments.of("\u001e" + A + "\n\u001e" + B + "\n", BOTH),
                Arguments.of("\u001e" + A + "\u001e" + B, BOTH),
                Arguments.of("\u001e\u001e" + A + "\n\u001e\n\u001e" + B + "\n", BOTH),
                Arguments.of("\u001e" + A.replace(",", ",\n") + "\n\u001e" + B + "\n", BOTH),
                Arguments.of("\uFEFF\u001e" + A + "\n\u001e" + B + "\n", BOTH),
                Arguments.of(A + "\n\u001e" + B + "\n", BOTH),
                Arguments.of(
                        "\u001e" + A + "\n\u001e{\"a\":\u001e12\n\u001e12\u001enope\n",
                        List.of(
                                BOTH.getFirst(),
                                "2 ! [element: is not JSON: it ends too early (line 1, column 6)]",
                                "3 new application/json 12\n",
                                "4 ! [element: may be cut short: no line end follows it (RFC 7464, section 2.4)]",
                                "5 ! [element: is not JSON: 'nope' is no JSON value (line 1, column 1)]")));
    }

    @ParameterizedTest
    @MethodSource("sequences")
    void readsJsonTextSequences(String text, List<String> expected) throws IOException {
        assertThat(read(text)).isEqualTo(expected);
    }

    @Test
    void refusesCommasBehindLines() throws IOException {
        String advice = "leave the commas out, or put all values into one array: [ ]";
        for (String text : List.of(A + ",\n" + B, A + ",\n" + B + ",\n", A + ",", "{} ,\r\n{}")) {
            assertThat(read(text)).containsExactly("END a comma follows the value on the first line; " + advice);
        }
        assertThat(read(A + "\n" + B + ",\n" + B))
                .containsExactly(
                        BOTH.getFirst(), "2 ! [element: a comma follows the JSON value; " + advice + "]", "3 b null 1");
        assertThat(read("{\n\"a\":1},\n{\"b\":2}"))
                .containsExactly("1 new application/json {\n\"a\":1}", "END a comma follows element 1; " + advice);
    }

    static Stream<Arguments> brokenInput() {
        String early = "is not JSON: it ends too early";
        return Stream.of(
                // three lines are three elements, whichever of them is broken
                Arguments.of(
                        "{\"a\":1\n{\"b\":2}\n{\"c\":3}", List.of("1 ! ", "2 new application/json {\"b\":2}", "3 new")),
                Arguments.of("{\"a\":1\n{\"b\":2\n{\"c\":3", List.of("1 ! ", "2 ! ", "3 ! ")),
                Arguments.of(A + "\n" + B + "\n" + B.substring(0, 30), List.of("1 ä😀", "2 b", "3 ! [event: " + early)),
                Arguments.of(B.substring(0, 30), List.of("1 ! [event: " + early)),
                Arguments.of(B.substring(0, 5), List.of("1 ! [element: " + early)),
                Arguments.of(
                        "[" + A + "," + B.substring(0, 30),
                        List.of("1 ä😀", "2 ! [event: " + early, "END the array is not closed")),
                Arguments.of("[" + A + ", nope ]", List.of("1 ä😀", "2 ! [element: is not JSON: ")),
                Arguments.of("{\n" + B.substring(1, 30), List.of("1 ! [event: " + early)),
                // a piece of an event is no text
                Arguments.of(
                        A + "\n" + B.substring(0, 40) + "\n" + B.substring(40),
                        List.of("1 ä😀", "2 ! [event: ", "3 ! [element: is not JSON")),
                Arguments.of(A + "\nnope\n", List.of("1 ä😀", "2 ! [element: is not JSON")),
                Arguments.of(
                        "text\n{\"a\":\n[1,\n",
                        List.of("1 new text/plain text", "2 ! [element: is not JSON", "3 ! [element: is not JSON")),
                Arguments.of(
                        "[INFO] started\n", List.of("1 ! [element: is not JSON", "END something follows the array")),
                Arguments.of(
                        "[" + A + "]\n[" + B + "]\n",
                        List.of("1 ! [element: is an array of CloudEvents", "2 ! [element: is an array")),
                Arguments.of(A + "\n\0\0\0\n", List.of("1 ä😀", "2 ! [element: holds a NUL")),
                Arguments.of("{\"a\":1}\n\0\0\0\n", List.of("1 new", "2 ! [element: holds a NUL")));
    }

    @ParameterizedTest
    @MethodSource("brokenInput")
    void neverTakesBrokenInputForData(String text, List<String> expected) throws IOException {
        List<String> elements = read(text);
        assertThat(elements).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(elements.get(i)).startsWith(expected.get(i));
        }
    }

    @Test
    void takesTextThatBeginsLikeJsonWhenItIsDeclared() throws IOException {
        Map<String, String> text = Map.of("datacontenttype", "text/plain");
        assertThat(read("[INFO] a\n{b}\n".getBytes(UTF_8), text))
                .containsExactly("1 new text/plain [INFO] a", "2 new text/plain {b}");
        assertThat(read((A + "\n" + B.substring(0, 30)).getBytes(UTF_8), text))
                .containsExactly(BOTH.getFirst(), "2 ! [event: is not JSON: it ends too early (line 1, column 31)]");
        assertThat(read("{\"a\": 1}".getBytes(UTF_8), text)).containsExactly("1 new text/plain {\"a\": 1}");
    }

    @Test
    void refusesAgainWhatWasRefused() throws IOException {
        for (String broken : List.of("nope", "{\"a\":", "\u00e4", "")) {
            byte[] line = FailedEvent.invalidLine(broken.getBytes(UTF_8), "element: is not JSON");
            assertThat(read(line)).singleElement().asString().startsWith("1 ! [element: is not JSON");
        }
        assertThat(read(FailedEvent.invalidLine("nope".getBytes(UTF_8), "x"), Map.of("datacontenttype", "text/plain")))
                .containsExactly("1 new text/plain nope");
        assertThat(read(FailedEvent.invalidLine(B.getBytes(UTF_8), "x"))).containsExactly("1 b null 1");
    }

    @Test
    void countsWholeEvents() throws IOException {
        EventDefaults defaults = EventDefaults.of(Map.of());
        byte[] lines = (A + "\n{\"a\":1}\n" + B + "\n").getBytes(UTF_8);
        try (EventStream stream = EventStream.open(new ByteArrayInputStream(lines), defaults)) {
            while (stream.next() != null) {
                // read on
            }
            assertThat(stream.wholeEvents()).isEqualTo(2);
        }
    }

    /// Else a percentage would be of another size.
    @Test
    void saysWhetherTheSizeOfTheInputCounts() throws IOException {
        byte[][] inputs = {
            A.getBytes(UTF_8),
            ("\uFEFF" + A).getBytes(UTF_8),
            gzip(A),
            ("\uFEFF" + A).getBytes(Charset.forName("UTF-16LE"))
        };
        List<Boolean> recoded = new ArrayList<>();
        for (byte[] input : inputs) {
            try (EventStream stream = EventStream.open(new ByteArrayInputStream(input), EventDefaults.of(Map.of()))) {
                recoded.add(stream.isRecoded());
            }
        }
        assertThat(recoded).containsExactly(false, false, true, true);
    }

    @Test
    void needsNoMoreOfASlowPipeThanTellsTheEncoding() throws IOException {
        InputStream pipe = new InputStream() {
            private int at;

            @Override
            public int read() {
                byte[] line = "a\n".getBytes(UTF_8);
                if (at == line.length) {
                    throw new IllegalStateException("it waits for more than the first line");
                }
                return line[at++];
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                into[offset] = (byte) read();
                return 1;
            }
        };
        try (EventStream stream = EventStream.open(pipe, EventDefaults.of(Map.of()))) {
            assertThat(stream.next()).isNotNull();
            assertThatThrownBy(stream::next).isInstanceOf(IllegalStateException.class);
        }
    }
}
