package dev.tmctl.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Plain scalars as kubectl reads them; the right column is the JSON that it sends.
class YamlScalarsTest {
    @ParameterizedTest
    @CsvSource({
        // flags of YAML 1.1
        "y, true",
        "Y, true",
        "yes, true",
        "Yes, true",
        "YES, true",
        "on, true",
        "On, true",
        "ON, true",
        "true, true",
        "True, true",
        "TRUE, true",
        "n, false",
        "N, false",
        "no, false",
        "NO, false",
        "off, false",
        "Off, false",
        "FALSE, false",
        // integers of Go, base 0
        "0, 0",
        "-0, 0",
        "12, 12",
        "+12, 12",
        "012, 10",
        "-012, -10",
        "0o14, 12",
        "0O14, 12",
        "0x1F, 31",
        "0X1f, 31",
        "-0x1F, -31",
        "0b101, 5",
        "1_000, 1000",
        "0_12, 10",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808",
        "18446744073709551615, 18446744073709551615",
        // floating-point numbers, which Go writes without a fraction where there is none
        "1e3, 1000",
        "1E3, 1000",
        "1.0, 1",
        "1., 1",
        "08, 8",
        "09.50, 9.5",
        ".5, 0.5",
        "-.5, -0.5",
        "1_0.5, 10.5",
        "18446744073709551616, 18446744073709552000",
        "+18446744073709551616, 18446744073709552000",
        "99999999999999999999, 100000000000000000000",
        "-0.0, 0",
        // nothing
        "~, null",
        "null, null",
        "Null, null",
        "NULL, null",
    })
    void isWhatAClusterSees(String text, String json) {
        JsonNode value = YamlScalars.plain(text);
        assertThat(value).hasToString(json);
        if (!value.isNull()) {
            assertThat(Written.of(value)).isEqualTo(text);
            assertThat(Written.of(value.deepCopy())).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yEs",
                "oN",
                "tRUE",
                "nULL",
                "12:30",
                "12:30:45",
                "2026-01-31",
                "2026-01-31T12:00:00Z",
                "0o8",
                "0x",
                "0b2",
                "0xG",
                "1e",
                "1e400",
                "-1e400",
                "--1",
                "1-2",
                ".",
                "-",
                "+",
                "._5",
                ".5_0",
                "=",
                "<<",
                "1,000",
                "infinity",
                "nan",
                "e3",
                "10.0.0.1",
                "a",
                "<user_input>"
            })
    void isTextWhereAClusterSeesText(String text) {
        assertThat(YamlScalars.plain(text).isTextual()).isTrue();
        assertThat(YamlScalars.plain(text).asText()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {".inf", "+.Inf", "-.INF", ".nan", ".NaN"})
    void refusesNumbersThatJsonHasNot(String text) {
        assertThatThrownBy(() -> YamlScalars.plain(text))
                .hasMessage("\"" + text + "\" is a number that JSON has not; put it in quotes if it is a text");
    }

    @Test
    void refusesWhatReadersOfYamlDoNotAgreeOn() {
        assertThatThrownBy(() -> YamlScalars.plain("0x1FFFFFFFFFFFFFFFF"))
                .hasMessage("\"0x1FFFFFFFFFFFFFFFF\" has more than 64 bits; put it in quotes if it is a text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0x1", "1.", ".1", "1_", "-1"})
    void refusesALongNumberAtOnce(String digit) {
        String number = digit + digit.substring(digit.length() - 1).repeat(2_000_000);
        if (digit.endsWith(".")) {
            // that many points are no number
            assertThat(YamlScalars.plain(number).isTextual()).isTrue();
            return;
        }
        assertThatThrownBy(() -> YamlScalars.plain(number))
                .hasMessage("a number has " + number.length()
                        + " characters; there are at most 1000, a longer one has to be in quotes");
    }
}
