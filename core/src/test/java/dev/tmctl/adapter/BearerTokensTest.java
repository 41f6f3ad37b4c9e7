package dev.tmctl.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The tokens that an adapter accepts.
class BearerTokensTest {

    private final Path file;

    BearerTokensTest(@TempDir Path folder) {
        this.file = folder.resolve("tokens");
    }

    private BearerTokens tokens(String content) throws IOException {
        return BearerTokens.read(Files.writeString(file, content));
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer one,true",
        "bearer one,true",
        "Bearer  one ,true",
        "Bearer two==,true",
        "Bearer on,false",
        "Bearer one1,false",
        "Bearer One,false",
        "Bearer,false",
        "'Bearer ',false",
        "Basic one,false",
        "one,false",
        "'',false"
    })
    void accepts(String header, boolean accepted) throws Exception {
        assertThat(tokens("one\r\n\n  two==\n").accept(header)).isEqualTo(accepted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", " \r\n "})
    void wantsAtLeastOne(String content) {
        assertThatThrownBy(() -> tokens(content))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " holds no token; expected one a line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "käse", "Bearer:x", "a=b", "\"quoted\""})
    void tellsTheLineOfWhatIsNoneAndNotTheSecret(String line) {
        assertThatThrownBy(() -> tokens("fine\n" + line + "\n"))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        file + ", line 2: is no bearer token; expected letters, digits and -._~+/ with = at the end");
    }

    @Test
    void tellsAFileThatIsMissing() {
        assertThatThrownBy(() -> BearerTokens.read(file)).isInstanceOf(java.nio.file.NoSuchFileException.class);
    }
}
