package dev.tmctl.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.lang.ref.WeakReference;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonInputTest {
    /// A table of names that outlives its document would fill the memory of an adapter.
    @Test
    void keepsNoNameOfALargeDocument() throws IOException {
        WeakReference<String> name = nameIn("{\"" + "n".repeat(100_000) + "\":1}");
        await().untilAsserted(() -> {
            System.gc();
            assertThat(name.get()).isNull();
        });
    }

    private static WeakReference<String> nameIn(String json) throws IOException {
        try (JsonParser parser = JsonInput.parser(json.getBytes(UTF_8))) {
            parser.nextToken();
            parser.nextToken();
            return new WeakReference<>(parser.currentName());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{|is not JSON: it ends too early (line 1, column 2)",
                "{\"a\"|is not JSON: it ends too early (line 1, column 5)",
                "{\"a\":|is not JSON: it ends too early (line 1, column 6)",
                "{\"a\":1,|is not JSON: it ends too early (line 1, column 8)",
                "[1,|is not JSON: it ends too early (line 1, column 4)",
                "[\"a|is not JSON: it ends too early (line 1, column 4)",
                "[tru|is not JSON: 'tru' is no JSON value (line 1, column 2)",
                "[1 2]|is not JSON: '2' is not expected here (line 1, column 4)",
                "[1] x|is not JSON: 'x' is no JSON value (line 1, column 5)",
                "``|is not JSON: there is no value (line 1, column 1)",
                "1 2|is not JSON: something follows the JSON value (line 1, column 4)"
            })
    void saysWhereADocumentGoesWrong(String json, String problem) {
        JsonProcessingException e = Assertions.catchThrowableOfType(
                JsonProcessingException.class, () -> JsonScalar.at(json.getBytes(UTF_8), JsonPointer.compile("/x")));
        assertThat(JsonInput.problem(e)).isEqualTo(problem);
    }
}
