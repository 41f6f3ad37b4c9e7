package dev.tmctl.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Our words for what is wrong with JSON.
class JsonMistakeTest {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static String mistake(String json) throws IOException {
        try (JsonParser parser = FACTORY.createParser(json.getBytes(StandardCharsets.UTF_8))) {
            while (parser.nextToken() != null) {
                parser.getText();
            }
        } catch (JsonProcessingException e) {
            return JsonMistake.inWords(e);
        }
        return fail("it is JSON: " + json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": 1,|it ends too early (line 1, column 9)",
                "[1, \"a|it ends too early (line 1, column 7)",
                "{\"a\" 1}|'1' is not expected here (line 1, column 6)",
                "{\"a\": 1 \"b\": 2}|'\"' is not expected here (line 1, column 9)",
                "[1,]|']' is not expected here (line 1, column 4)",
                "{\"a\": yes}|'yes' is no JSON value (line 1, column 7)",
                "[NaN]|'NaN' is no JSON value (line 1, column 5)",
                "{\"a\": 1, \"a\": 2}|the name 'a' is there twice (line 1, column 13)",
                "[\"\\x\"]|a backslash begins no escape sequence (line 1, column 4)",
                "[01]|a number is not written as in JSON (line 1, column 3)",
                "[1.]|']' is not expected here (line 1, column 4)"
            })
    void saysWhatIsWrongAndWhere(String json, String words) throws IOException {
        assertThat(mistake(json)).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[",
                "\"",
                "{a",
                "[\u0001]",
                "[\"\u0001\"]",
                "tru",
                "[1 2]",
                "-",
                "[.5]",
                "[+1]",
                "[1e]",
                "//x",
                "[\"\\u12\"]",
                "{\"a\":}",
                "}",
                "[\"\\ud800",
                "#",
                "[Infinity]",
                "{\"a\":1,,}",
                "[\u00e9]"
            })
    void neverRepeatsTheLibrary(String json) throws IOException {
        assertThat(mistake(json))
                .doesNotContainIgnoringCase(
                        "token", "Source", "expected:", "Unexpected", "(code", "code ", "was expecting", "marker")
                .matches("(?s).+ \\(line \\d+, column \\d+\\)");
    }
}
