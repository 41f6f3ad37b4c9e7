package dev.tmctl.process;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lines of `/proc/PID/stat`.
class LinuxProcessTest {
    private static final String BEFORE = " 1 17 17 0 -1 4194560 1181 0 9 0 3 1 0 0 20 0 1 0 ";
    private static final String BEHIND = " 8192000 950 18446744073709551615 1 1\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "17 (java) S | S | 123456 | false",
                "17 (java) Z | Z | 0 | true",
                "17 (a) Z) R | R | 9223372036854775807 | false",
                "17 (a b (c) 1 2 3) t | t | 5 | false",
                "17 ()) X | X | 5 | true",
                "17 (java) x | x | 5 | true",
            })
    void areRead(String begin, char state, long ticks, boolean ended) {
        LinuxProcess read = requireNonNull(LinuxProcess.parse(begin + BEFORE + ticks + BEHIND));
        assertThat(read).isEqualTo(new LinuxProcess(state, ticks));
        assertThat(read.hasEnded()).isEqualTo(ended);
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "17",
        "17 (java)",
        "17 (java) S 1 2",
        "17 (java) SS 1 17 17 0 -1 1 1 0 9 0 3 1 0 0 20 0 1 0 5 6",
        "17 (java) S 1 17 17 0 -1 1 1 0 9 0 3 1 0 0 20 0 1 0 x 6"
    })
    void areRefused(String line) {
        assertThat(LinuxProcess.parse(line)).isNull();
    }

    @Test
    void areNotThereOfNoProcess() {
        assertThat(LinuxProcess.of(Long.MAX_VALUE)).isNull();
    }
}
