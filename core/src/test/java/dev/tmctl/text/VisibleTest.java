package dev.tmctl.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tmctl.json.JsonTrees;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTest {
    /// Each kind of what cannot be seen, with its escape.
    @ParameterizedTest
    @CsvSource({
        // control characters of C0 and C1
        "0, \\u0000",
        "7, \\u0007",
        "8, \\u0008",
        "b, \\u000b",
        "d, \\r",
        "1b, \\u001b",
        "7f, \\u007f",
        "80, \\u0080",
        "85, \\u0085",
        "9b, \\u009b",
        "9d, \\u009d",
        "9f, \\u009f",
        // the direction of text
        "61c, \\u061c",
        "200e, \\u200e",
        "202e, \\u202e",
        "2066, \\u2066",
        "2069, \\u2069",
        // without a width
        "ad, \\u00ad",
        "34f, \\u034f",
        "115f, \\u115f",
        "180e, \\u180e",
        "200b, \\u200b",
        "200d, \\u200d",
        "2060, \\u2060",
        "3164, \\u3164",
        "fe0f, \\ufe0f",
        "feff, \\ufeff",
        "ffa0, \\uffa0",
        "e0041, \\U000e0041",
        "e0100, \\U000e0100",
        // lines
        "2028, \\u2028",
        "2029, \\u2029",
        // no characters
        "378, \\u0378",
        "d800, \\ud800",
        "dfff, \\udfff",
        "fdd0, \\ufdd0",
        "ffff, \\uffff",
        "10ffff, \\U0010ffff"
    })
    void escapesWhatCannotBeSeen(String codePoint, String escape) {
        String invisible = "a" + Character.toString(Integer.parseInt(codePoint, 16)) + "b";
        String visible = "a" + escape + "b";
        assertThat(Visible.text(invisible)).isEqualTo(visible);
        assertThat(Visible.line(invisible)).isEqualTo(visible);
        assertThat(Visible.cell(invisible)).isEqualTo(visible);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "plain ~", "\\n", "é", "e\u0301", "日本語", "한글", "שלום", "\u00a0\u3000", "😀👍🏽🇩🇪", "\ue000"
            })
    void leavesWhatCanBeSeen(String text) {
        assertThat(Visible.text(text)).isSameAs(text);
        assertThat(Visible.line(text)).isSameAs(text);
        assertThat(Visible.cell(text)).isSameAs(text);
        assertThat(Visible.json(text)).isSameAs(text);
    }

    @Test
    void keepsWhatItsPlaceAllows() {
        assertThat(Visible.text("a\r\n\tb")).isEqualTo("a\\r\n\tb");
        assertThat(Visible.line("a\r\n\tb")).isEqualTo("a\\r\\n\tb");
        assertThat(Visible.cell("a\r\n\tb")).isEqualTo("a\\r\\n\\tb");
    }

    @Test
    void writesJsonWithPairsAndLeavesItsWhiteSpace() {
        assertThat(Visible.json("{\r\n\t\"a\u009b\": \"\u007f\u202e\udb40\udc41😀\\u001b\"}"))
                .isEqualTo("{\r\n\t\"a\\u009b\": \"\\u007f\\u202e\\udb40\\udc41😀\\u001b\"}");
    }

    @Property
    void makesEveryTextVisible(@ForAll("texts") String text) {
        assertThat(Visible.cell(text).codePoints()).allMatch(Visible::is);
        assertThat(Visible.line(text).codePoints()).allMatch(c -> Visible.is(c) || c == '\t');
        assertThat(Visible.text(text).codePoints()).allMatch(c -> Visible.is(c) || c == '\t' || c == '\n');
        assertThat(Visible.cell(Visible.text(text))).isEqualTo(Visible.cell(text));
    }

    @Property
    void keepsTheValueOfJson(@ForAll("texts") String text) throws JsonProcessingException {
        String json = Visible.json(TextNode.valueOf(text).toString());
        assertThat(json.codePoints()).allMatch(Visible::is);
        assertThat(JsonTrees.mapper().readTree(json).textValue()).isEqualTo(text);
    }

    /// With halves of surrogate pairs, which may come to stand side by side.
    @Provide
    static Arbitrary<String> texts() {
        Arbitrary<String> halves =
                Arbitraries.integers().between(0xD800, 0xDFFF).map(Character::toString);
        return Arbitraries.oneOf(AnyText.of(0), halves).list().ofMaxSize(5).map(parts -> String.join("", parts));
    }
}
