package dev.tmctl.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tmctl.target.InvalidInputException;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonEventWriterTest {

    private static final String HEAD = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"";

    private static CloudEvent event(@Nullable String contentType, byte @Nullable [] data) {
        CloudEventBuilder builder =
                CloudEventBuilder.v1().withId("1").withSource(URI.create("/s")).withType("t");
        if (contentType != null) {
            builder.withDataContentType(contentType);
        }
        if (data != null) {
            builder.withData(data);
        }
        return builder.build();
    }

    private static String written(@Nullable String contentType, byte @Nullable [] data) {
        return new String(JsonEventWriter.write(event(contentType, data)), UTF_8);
    }

    @Test
    void putsJsonInline() {
        String json = "{ \"n\": 1.0, \"u\":\"\\u00e9\" }";
        assertThat(written("application/json", json.getBytes(UTF_8)))
                .isEqualTo(HEAD + ",\"datacontenttype\":\"application/json\",\"data\":" + json + "}");
    }

    /// A string says what bytes mean in UTF-8; of another charset only the bytes are known.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain;charset=utf-16le|68006900|\"data_base64\":\"aABpAA==\"",
                "text/plain; charset=\"ISO-8859-1\"|c3a4|\"data_base64\":\"w6Q=\"",
                "text/plain; CHARSET=UTF-8|c3a4|\"data\":\"ä\"",
                "text/plain;charset=us-ascii|6869|\"data\":\"hi\"",
                "text/plain;x=charset|6869|\"data\":\"hi\"",
            })
    void keepsTheBytesOfTextInAnotherCharset(String type, String hex, String data) {
        assertThat(written(type, HexFormat.of().parseHex(hex)))
                .isEqualTo(HEAD + ",\"datacontenttype\":\"" + type.replace("\"", "\\\"") + "\"," + data + "}");
    }

    @Test
    void takesDataWithoutATypeForJson() {
        assertThat(written(null, "[1.0]".getBytes(UTF_8))).isEqualTo(HEAD + ",\"data\":[1.0]}");
    }

    @Test
    void putsJsonOfAVendorsTypeInline() {
        assertThat(written("application/vnd.x+json", "{\"a\":2.50}".getBytes(UTF_8)))
                .isEqualTo(HEAD + ",\"datacontenttype\":\"application/vnd.x+json\",\"data\":{\"a\":2.50}}");
    }

    @Test
    void putsJsonOverSeveralLinesOnOneIfThatIsWanted() {
        CloudEvent event = event("application/json", "[\n1]".getBytes(UTF_8));
        assertThat(new String(JsonEventWriter.writeOnOneLine(event), UTF_8))
                .isEqualTo(HEAD + ",\"datacontenttype\":\"application/json\",\"data_base64\":\"WwoxXQ==\"}");
    }

    @Test
    void putsTextIntoAString() {
        assertThat(written("text/plain", "a\n\"é\"".getBytes(UTF_8)))
                .isEqualTo(HEAD + ",\"datacontenttype\":\"text/plain\",\"data\":\"a\\n\\\"é\\\"\"}");
    }

    @Test
    void putsBinaryIntoBase64() {
        assertThat(written("application/octet-stream", new byte[] {0, -1, 127}))
                .isEqualTo(HEAD + ",\"datacontenttype\":\"application/octet-stream\",\"data_base64\":\"AP9/\"}");
    }

    @Test
    void leavesAbsentDataOut() {
        assertThat(written(null, null)).isEqualTo(HEAD + "}");
    }

    @Test
    void refusesInvalidJson() {
        assertThatThrownBy(() -> written("application/json", "{oops".getBytes(UTF_8)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "data: is not JSON: 'o' is not expected here (line 1, column 2), although datacontenttype is"
                                + " application/json");
        assertThatThrownBy(() -> written("application/json", "{}".getBytes(java.nio.charset.StandardCharsets.UTF_16LE)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("data: is not UTF-8, although datacontenttype is application/json");
    }

    /// Without a type nothing is known of the data, and `data_base64` assumes nothing.
    @Test
    void putsDataOfUnknownTypeIntoBase64UnlessItIsJson() {
        assertThat(written(null, "hello".getBytes(UTF_8))).isEqualTo(HEAD + ",\"data_base64\":\"aGVsbG8=\"}");
        assertThat(written(null, new byte[] {-1})).isEqualTo(HEAD + ",\"data_base64\":\"/w==\"}");
        assertThat(written(null, "null".getBytes(UTF_8))).isEqualTo(HEAD + ",\"data\":null}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON; charset=utf-8",
                "application/json ; charset=utf-8",
                "text/json",
                "image/x_y+json",
                "application/vnd.a.b-c+json"
            })
    void keepsJsonOfEverySpelledType(String type) {
        byte[] data = "{\"a\": 1.0}".getBytes(UTF_8);
        CloudEvent read = JsonEventReader.read(JsonEventWriter.write(event(type, data)));
        assertThat(JsonEventReaderTest.data(read)).isEqualTo(data);
        assertThat(read.getDataContentType()).isEqualTo(type);
    }

    @Property(tries = 300)
    void isReadByTheSdk(@ForAll byte[] data) {
        CloudEvent event = event("application/octet-stream", data);
        CloudEvent read = new JsonFormat().deserialize(JsonEventWriter.write(event));
        assertThat(read.getId()).isEqualTo(event.getId());
        assertThat(read.getSource()).isEqualTo(event.getSource());
        assertThat(read.getType()).isEqualTo(event.getType());
        assertThat(read.getDataContentType()).isEqualTo(event.getDataContentType());
        assertThat(JsonEventReaderTest.data(read)).isEqualTo(data);
    }

    @Property(tries = 300)
    void readsBackWhatItWroteOfBytes(@ForAll byte[] data) {
        CloudEvent event = event("application/octet-stream", data);
        assertThat(JsonEventReaderTest.data(JsonEventReader.read(JsonEventWriter.write(event))))
                .isEqualTo(data);
    }

    @Property(tries = 300)
    void readsBackWhatItWroteOfText(@ForAll String text) {
        byte[] data = text.getBytes(UTF_8);
        CloudEvent event = event("text/plain", data);
        assertThat(JsonEventReaderTest.data(JsonEventReader.read(JsonEventWriter.write(event))))
                .isEqualTo(data);
    }
}
