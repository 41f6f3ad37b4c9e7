package dev.tmctl.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {
    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "abc, 3",
        "é, 1",
        // a mark above, and one around
        "e\u0301, 1",
        "1\u20dd, 1",
        "日本語, 6",
        "ﾊﾝｶｸ, 4",
        "ＡＢＣ, 6",
        "한국, 4",
        // one syllable of three letters
        "\u1112\u1161\u11ab, 2",
        "ไทย, 3",
        "שלום, 4",
        "「」, 4",
        "😀, 2",
        "⌚, 2",
        // emoji only where somebody asks for it
        "❤, 1",
        // a base and its skin
        "👍🏽, 4",
        // a flag
        "🇩🇪, 2",
        "𠀀, 2",
        "①, 1",
        "㉈, 1",
        "㉐, 2",
        // as wide as its escape
        "'a\u200bb', 8",
        "'a\tb', 4"
    })
    void should_count_what_a_terminal_takes(String text, int columns) {
        assertThat(Columns.of(text)).isEqualTo(columns);
        assertThat(Columns.padded(text, columns + 2)).endsWith("  ");
        assertThat(Columns.of(Columns.padded(text, columns + 2))).isEqualTo(columns + 2);
        assertThat(Columns.padded(text, 0)).doesNotEndWith(" ");
    }

    @ParameterizedTest
    @CsvSource({
        "abc, 3, abc",
        "abcd, 3, ab…",
        "abcd, 1, …",
        "日本語, 6, 日本語",
        "日本語, 5, 日本…",
        "日本語, 4, 日…",
        "日本語, 3, 日…",
        "日本語, 2, …",
        "e\u0301e\u0301e\u0301, 2, e\u0301…"
    })
    void should_cut_between_characters_and_show_it(String text, int columns, String cut) {
        assertThat(Columns.cut(text, columns)).isEqualTo(cut);
    }
}
