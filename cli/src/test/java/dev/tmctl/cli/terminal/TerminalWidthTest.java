package dev.tmctl.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalWidthTest {
    @ParameterizedTest
    @CsvSource({
        "'24 20\n',  '',     20",
        "'24 20\n',  '100',  20",
        "'24 1\n',   '',     1",
        // a serial line, or a terminal that was made by a program
        "'0 0\n',    '',     80",
        "'0 0\n',    '100',  100",
        "'0 0\n',    '0',    80",
        "'0 0\n',    '-5',   80",
        "'0 0\n',    'wide', 80",
        "'0 0\n',    '999999', 80",
        "'',         '',     80",
        "'',         '100',  100",
        "'nonsense', '',     80"
    })
    void should_believe_the_terminal_then_the_user(String answer, String variable, int columns) {
        assertThat(TerminalWidth.known(answer, Map.of("COLUMNS", variable))).isEqualTo(columns);
    }
}
