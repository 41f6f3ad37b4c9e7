package dev.tmctl.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    @Test
    void should_compact_json_without_changing_its_values() {
        assertThat(JsonText.compact(
                        "{ \"a\" : [ 1 , 2.50,\r\n 1E400, 12345678901234567890 , null, true ],\n\"b\":{ } , \"c\": \" x \" }"
                                .getBytes(UTF_8)))
                .isEqualTo("{\"a\":[1,2.50,1E+400,12345678901234567890,null,true],\"b\":{},\"c\":\" x \"}");
    }

    @Test
    void should_refuse_what_is_no_json() {
        assertThatThrownBy(() -> JsonText.compact("{\"a\"}".getBytes(UTF_8))).isInstanceOf(UncheckedIOException.class);
    }
}
