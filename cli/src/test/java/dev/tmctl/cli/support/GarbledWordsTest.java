package dev.tmctl.cli.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Words that were no text.
class GarbledWordsTest {
    private final StringWriter err = new StringWriter();

    private boolean refused(Map<String, String> environment, String... arguments) {
        ConsoleIO console = new ConsoleIO(
                InputStream.nullInputStream(),
                new PrintWriter(new StringWriter()),
                new PrintWriter(err),
                false,
                false,
                false,
                environment);
        return new GarbledWords(console).areRefused(arguments);
    }

    @Test
    void should_let_every_text_pass() {
        assertThat(refused(Map.of("TMCTL_CONTEXT", "ü", "SOMETHING", "\uFFFD"), "send", "Zürich ☃ 😀", ""))
                .isFalse();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void should_name_the_variable() {
        assertThat(refused(Map.of("AWS_PROFILE", "Z\uFFFDrich"), "send")).isTrue();
        assertThat(err.toString())
                .matches(
                        "error: the variable AWS_PROFILE (is not UTF-8 text|cannot be read, for this system has no UTF-8 "
                                + "locale); nothing was done\nhint:  set AWS_PROFILE to UTF-8 text, or unset it\n");
    }
}
