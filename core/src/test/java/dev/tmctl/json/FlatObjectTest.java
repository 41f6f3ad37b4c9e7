package dev.tmctl.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlatObjectTest {
    @Test
    void should_read_scalars_as_they_are_spelled() throws IOException {
        FlatObject read = FlatObject.read(
                "{\"s\":\"a\\u00e4\",\"n\":2.50,\"e\":1e2,\"i\":-7,\"t\":true,\"z\":\"text\",\"z\":null,\"\":\"\",\"i\":8}"
                        .getBytes(UTF_8));

        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("s", "a\u00e4");
        expected.put("n", "2.50");
        expected.put("e", "1e2");
        expected.put("i", "8");
        expected.put("t", "true");
        expected.put("z", null);
        expected.put("", "");
        assertThat(read).isEqualTo(new FlatObject(expected, Set.of("s", "")));
        // two maps are equal in any order, their texts are not
        assertThat(String.valueOf(read)).startsWith("FlatObject[fields=" + expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"a\"", "null", "{\"a\":[]}", "{\"a\":1,\"b\":{}}", "", " "})
    void should_be_null_where_it_is_something_else(String json) throws IOException {
        assertThat(FlatObject.read(json.getBytes(UTF_8))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"a\"}", "{\"a\":1} x", "{\"a\":1}{}", "{\"a\":1,}", "{\"a\":", "x"})
    void should_refuse_what_is_no_json(String json) {
        assertThatThrownBy(() -> FlatObject.read(json.getBytes(UTF_8))).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void should_keep_what_is_nested_as_text() throws IOException {
        byte[] json = "{ \"a\": [1, {\"b\": 2.50}], \"c\": \"x\", \"d\": { } , \"e\": 1 }".getBytes(UTF_8);

        assertThat(FlatObject.readOuter(json))
                .isEqualTo(new FlatObject(Map.of("a", "[1,{\"b\":2.50}]", "c", "x", "d", "{}", "e", "1"), Set.of("c")));
        assertThat(FlatObject.readOuter("[]".getBytes(UTF_8))).isNull();
    }

    @Test
    void should_read_arrays() throws IOException {
        assertThat(FlatObject.readArray("[]".getBytes(UTF_8))).isEmpty();
        assertThat(FlatObject.readArray("[{\"a\":1},{}]".getBytes(UTF_8)))
                .isEqualTo(List.of(new FlatObject(Map.of("a", "1"), Set.of()), new FlatObject(Map.of(), Set.of())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[1]", "[{},[]]", "[[]]", ""})
    void should_be_null_where_it_is_no_array_of_objects(String json) throws IOException {
        assertThat(FlatObject.readArray(json.getBytes(UTF_8))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "[{}", "[{}] x", "[{},]", "[{}{}]"})
    void should_refuse_arrays_that_are_no_json(String json) {
        assertThatThrownBy(() -> FlatObject.readArray(json.getBytes(UTF_8)))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void should_write_on_one_line() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("text", "a\n\"b\"");
        fields.put("long", 12345678901L);
        fields.put("int", 5);
        fields.put("flag", true);
        fields.put("nothing", null);

        assertThat(new String(FlatObject.write(fields), UTF_8))
                .isEqualTo(
                        "{\"text\":\"a\\n\\\"b\\\"\",\"long\":12345678901,\"int\":5,\"flag\":true,\"nothing\":null}");
    }
}
