package dev.tmctl.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    @Test
    void should_compact_json_without_changing_its_values() throws JsonProcessingException {
        assertThat(JsonText.compact(
                        "{ \"a\" : [ 1 , 2.50,\r\n 1E400, 12345678901234567890 , null, true ],\n\"b\":{ } , \"c\": \" x \" }"
                                .getBytes(UTF_8)))
                .isEqualTo("{\"a\":[1,2.50,1E400,12345678901234567890,null,true],\"b\":{},\"c\":\" x \"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "-0.0", "1e5", "12345678901234567890.10", "[1.0,{\"a\":1E-7}]"})
    void should_keep_how_numbers_are_spelled(String json) throws JsonProcessingException {
        assertThat(JsonText.compact(json.getBytes(UTF_8))).isEqualTo(json);
    }

    @Test
    void should_indent() throws JsonProcessingException {
        assertThat(JsonText.indented("{\"a\":[1,2.50],\"b\":{}}".getBytes(UTF_8)))
                .isEqualTo("{\n  \"a\" : [ 1, 2.50 ],\n  \"b\" : { }\n}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{\"a\"}", "1 2", "[1] x", "{\"a\":[1]} x", "[1"})
    void should_refuse_what_is_not_one_value(String json) {
        assertThatThrownBy(() -> JsonText.compact(json.getBytes(UTF_8))).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void keepsJsonOfManyLevelsOnOneLine() throws JsonProcessingException {
        String deep = "[".repeat(9_000) + "]".repeat(9_000);
        assertThat(JsonText.indented(deep.getBytes(UTF_8))).isEqualTo(deep);
        assertThat(JsonText.compact(deep.getBytes(UTF_8))).isEqualTo(deep);
    }

    @Test
    void keepsNumbersAndNamesOfEveryLength() throws JsonProcessingException {
        String json = "{\"" + "n".repeat(60_000) + "\":" + "1".repeat(5_000) + "}";
        assertThat(JsonText.compact(json.getBytes(UTF_8))).isEqualTo(json);
    }
}
