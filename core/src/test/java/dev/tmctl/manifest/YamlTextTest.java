package dev.tmctl.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.text.AnyText;
import dev.tmctl.text.Visible;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class YamlTextTest {
    @Test
    void escapesWhatCannotBeSeenInNamesAndValues() {
        assertThat(YamlText.of(Map.of("a\u202eb", "\u001b[31m \u009b \u007f \u200b \ufe0f \udb40\udc41 😀")))
                .isEqualTo("\"a\\u202eb\": \"\\e[31m \\x9b \\u007f \\u200b \\ufe0f \\U000e0041 😀\"\n");
    }

    @Test
    void leavesWhatCanBeSeenUnquoted() {
        assertThat(YamlText.of(Map.of("日本語", "é 😀"))).isEqualTo("日本語: é 😀\n");
        assertThat(YamlText.of(Map.of("a", "1\n2\n"))).isEqualTo("a: |\n  1\n  2\n");
    }

    @Property
    void keepsEveryTextAndShowsAllOfIt(@ForAll("texts") String name, @ForAll("texts") String value) {
        String yaml = YamlText.of(Map.of(name, value));
        assertThat(yaml.codePoints()).allMatch(c -> Visible.is(c) || c == '\n' || c == '\t');
        assertThat(YamlDocuments.only(yaml, "test").path(name).textValue()).isEqualTo(value);
    }

    @Provide
    static Arbitrary<String> texts() {
        return AnyText.of(1);
    }
}
