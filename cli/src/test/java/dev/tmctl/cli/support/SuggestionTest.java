package dev.tmctl.cli.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a mistyped word most likely means.
class SuggestionTest {
    private static final List<String> KNOWN = List.of(
            "send", "stop", "start", "get", "set", "-f", "-o", "-h", "--arn", "--id", "--file", "--output", "a", "ab");

    @ParameterizedTest
    @CsvSource({
        "snd, send",
        "SEND, send",
        "statr, start",
        "gte, get",
        "--arm, --arn",
        "--ouput, --output",
        "--fiel, --file"
    })
    void should_find_the_nearest(String word, String meant) {
        assertThat(Suggestion.of(word, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "-", "--", "-x", "-ff", "xy", "--x", "--ix", "---a", "xyz", "frobnicate", "--frobnicate"
            })
    void should_guess_nothing_from_short_words_and_far_ones(String word) {
        assertThat(Suggestion.of(word, KNOWN)).isEmpty();
    }
}
