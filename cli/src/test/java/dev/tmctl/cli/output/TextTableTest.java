package dev.tmctl.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void should_align_columns_whatever_they_hold() {
        StringWriter out = new StringWriter();
        new TextTable()
                .row("NAME", "VALUE", "END")
                .row("日本語", "e\u0301", "1")
                .row("a\tb\nc", "\u001b[m", "2")
                .row("😀", "한국어", "3")
                .print(new PrintWriter(out));
        assertThat(out.toString()).isEqualTo("""
                NAME      VALUE      END
                日本語    e\u0301          1
                a\\tb\\nc   \\u001b[m   2
                😀        한국어     3
                """);
    }
}
