package dev.tmctl.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What YAML becomes, and where it is refused.
class YamlDocumentsTest {
    private static List<String> read(String yaml) {
        return YamlDocuments.read(yaml, "m").stream()
                .map(document -> document.content().toString())
                .toList();
    }

    private static void refused(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(InvalidManifestException.class)
                .hasMessage("m is not valid YAML: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // quotes make a text of everything
                "a: 'yes'|{\"a\":\"yes\"}",
                "a: \"012\"|{\"a\":\"012\"}",
                // tags of the types of JSON
                "a: !!str 012|{\"a\":\"012\"}",
                "a: ! yes|{\"a\":\"yes\"}",
                "a: !!int \"012\"|{\"a\":10}",
                "a: !!float 1|{\"a\":1}",
                "a: !!bool \"on\"|{\"a\":true}",
                "a: !!null ''|{\"a\":null}",
                "a: !!map {b: !!seq [c]}|{\"a\":{\"b\":[\"c\"]}}",
                // keys are texts
                "yes: 1|{\"true\":1}",
                "012: 1|{\"10\":1}",
                "'012': 1|{\"012\":1}",
                "[&a b, {*a : c}]|[\"b\",{\"b\":\"c\"}]",
                // aliases, also of what has aliases
                "[&a [x], &b [*a, *a], *b]|[[\"x\"],[[\"x\"],[\"x\"]],[[\"x\"],[\"x\"]]]",
                "[&a x, &a z, *a]|[\"x\",\"z\",\"z\"]",
                // merge keys: the map's own keys win, then the first
                "[&a {x: 1, z: 2}, {<<: *a, z: 3}]|[{\"x\":1,\"z\":2},{\"z\":3,\"x\":1}]",
                "[&a {x: 1}, &b {x: 2, z: 3}, {<<: [*a, *b]}]|[{\"x\":1},{\"x\":2,\"z\":3},{\"x\":1,\"z\":3}]",
                "[&a {x: 1}, {x: 1, <<: *a}]|[{\"x\":1},{\"x\":1}]",
                "{'<<': 1}|{\"<<\":1}",
            })
    void isReadAsByACluster(String yaml, String json) {
        assertThat(read(yaml)).containsExactly(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a: !mine b|the tag !mine is not known here; leave it out (line 1, column 4)",
                "a: !!binary YQ==|the tag !!binary is not known here; leave it out (line 1, column 4)",
                "a: !!set {b}|the tag !!set is not known here; leave it out (line 1, column 4)",
                "a: !!int b|this is no !!int, as its tag says (line 1, column 4)",
                "a: !!bool 1|this is no !!bool, as its tag says (line 1, column 4)",
                "{yes: 1, on: 2}|found duplicate key true (line 1, column 10)",
                "{a: 1, 'a': 2}|found duplicate key a (line 1, column 8)",
                "~: 1|a key is empty; expected a text, put it in quotes (line 1, column 1)",
                "1.5: 1|a key is a fraction; expected a text, put it in quotes (line 1, column 1)",
                "? [a]\\n: 1|a key is a map or a list; expected a text, put it in quotes (line 1, column 3)",
                "a: *b|found undefined alias b (line 1, column 4)",
                "a: &a [*a]|the alias a stands inside the value that it stands for (line 1, column 8)",
                "a: &a {<<: *a}|the alias a stands inside the value that it stands for (line 1, column 12)",
                "{<<: 1}|<< merges a map or a list of maps, and this is neither (line 1, column 6)",
                "{<<: [1]}|<< merges a map or a list of maps, and this is neither (line 1, column 6)",
                "{<<: {}, <<: {}}|found duplicate key << (line 1, column 10)",
                "a: .inf|\".inf\" is a number that JSON has not; put it in quotes if it is a text (line 1, column 4)",
            })
    void isRefusedWithItsPlace(String yaml, String message) {
        refused(yaml.translateEscapes(), message);
    }

    @Test
    void refusesCharactersThatYamlHasNot() {
        refused(
                "a: 1\nb: \u0007\n",
                "it has the character U+0007, which may only stand in double quotes, as \"\\u0007\" (line 2, column 4)");
    }

    /// Readers of YAML differ in whose value it is.
    @Test
    void refusesAKeyBeforeTheMergeThatHasAnotherValueThere() {
        refused(
                "a: &a {x: 1}\nb: {x: 2, <<: *a}\n",
                "the key x stands before << and has another value there; readers of YAML differ, so put << first "
                        + "(line 2, column 17)");
    }

    static Stream<Arguments> marked() {
        String mark = "\ufeff";
        return Stream.of(
                Arguments.of(mark + "a: 1\n", List.of("{\"a\":1}")),
                Arguments.of(mark + "---\na: 1\n", List.of("{\"a\":1}")),
                Arguments.of(mark + mark + "a: 1\n", List.of("{\"a\":1}")),
                Arguments.of("---\n" + mark + "a: 1\n", List.of("{\"a\":1}")),
                Arguments.of("--- # c\n# c\n\n" + mark + "a: 1\n", List.of("{\"a\":1}")),
                Arguments.of("a: 1\n" + mark + "---\nb: 2\n", List.of("{\"a\":1}", "{\"b\":2}")),
                Arguments.of("a: 1\r\n" + mark + "---\r\nb: 2\r\n", List.of("{\"a\":1}", "{\"b\":2}")),
                Arguments.of("a: 1\n---\n" + mark + "b: 2\n", List.of("{\"a\":1}", "{\"b\":2}")),
                Arguments.of("a: 1\n...\n" + mark + "%YAML 1.1\n---\nb: 2\n", List.of("{\"a\":1}", "{\"b\":2}")),
                // inside a document it is a character like others
                Arguments.of("a: \"" + mark + "\"\n", List.of("{\"a\":\"" + mark + "\"}")),
                Arguments.of("a: |\n  " + mark + "---\n", List.of("{\"a\":\"" + mark + "---\\n\"}")));
    }

    @ParameterizedTest
    @MethodSource("marked")
    void overlooksByteOrderMarksAtTheStartOfDocuments(String yaml, List<String> json) {
        assertThat(read(yaml)).isEqualTo(json);
    }

    @Test
    void countsWhatAliasesRepeat() {
        String text = "x".repeat(1024);
        String list = "a: &a [" + text + ", " + text + "]\n";
        assertThat(read(list + "b: [" + "*a, ".repeat(1_536) + "]\n")).hasSize(1);
        refused(
                list + "b: [" + "*a, ".repeat(1_537) + "]\n",
                "its aliases repeat more than 3145728 characters (line 2, column 6149)");
        refused(
                "a: &a " + text.repeat(1024) + "\nb: [" + "*a, ".repeat(4) + "]\n",
                "its aliases repeat more than 3145728 characters (line 2, column 17)");
        refused(
                "a: &a [" + "[], ".repeat(100_000) + "]\nb: [" + "*a, ".repeat(5) + "]\n",
                "it has more than 500000 values (line 2, column 17)");
    }

    @Test
    void countsTheDepthOfWhatAliasesRepeat() {
        String deep = "a: &a " + "[".repeat(30) + "]".repeat(30) + "\nb: ";
        assertThat(read(deep + "[".repeat(19) + "*a" + "]".repeat(19))).hasSize(1);
        refused(
                deep + "[".repeat(20) + "*a" + "]".repeat(20),
                "it is nested deeper than 50 levels (line 2, column 24)");
    }

    @Test
    void refusesMoreValuesThanAManifestHas() {
        assertThat(read("[" + "a,".repeat(499_998) + "]")).hasSize(1);
        refused("[" + "a,".repeat(500_000) + "]", "it has more than 500000 values (line 1, column 1000000)");
    }

    @Test
    void saysThatAKeyIsTooLong() {
        String key = "k".repeat(1_100);
        for (String yaml : List.of(key + ": 1\n", "{" + key + ": 1}\n", "\"" + key + "\": 1\n")) {
            assertThatThrownBy(() -> read(yaml))
                    .isInstanceOf(InvalidManifestException.class)
                    .hasMessageStartingWith("m is not valid YAML: a key has more than 1024 characters, or a colon is "
                            + "missing or one too many (line 1, column ");
        }
    }

    @Test
    void refusesALongNumberAtOnce() {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> refused(
                        "a: " + "1".repeat(2_000_000),
                        "a number has 2000000 characters; there are at most 1000, a longer one has to be in quotes "
                                + "(line 1, column 4)"));
    }
}
