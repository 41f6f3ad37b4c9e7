package dev.tmctl.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The level of the log, as a Knative controller gives it.
class LoggingConfigTest {

    private static LoggingConfig of(String text) {
        return LoggingConfig.of(Map.of("K_LOGGING_CONFIG", text));
    }

    @ParameterizedTest
    @CsvSource({
        "debug,FINE",
        "info,INFO",
        "INFO,INFO",
        "warn,WARNING",
        "error,SEVERE",
        "dpanic,OFF",
        "panic,OFF",
        "Fatal,OFF"
    })
    void takesTheLevelsOfZap(String name, String level) {
        LoggingConfig expected = new LoggingConfig(Level.parse(level), null);
        assertThat(of("{\"loglevel.awskinesistarget\":\"" + name + "\"}")).isEqualTo(expected);
        assertThat(of("{\"zap-logger-config\":\"{\\\"level\\\":\\\"" + name + "\\\"}\"}"))
                .isEqualTo(expected);
    }

    @Test
    void takesTheComponentsLevelFirst() {
        assertThat(of("{\"loglevel.awskinesistarget\":\"error\",\"loglevel.controller\":\"info\","
                        + "\"zap-logger-config\":\"{\\\"level\\\":\\\"debug\\\",\\\"encoding\\\":\\\"json\\\"}\"}"))
                .isEqualTo(new LoggingConfig(Level.SEVERE, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{}",
                "{\"loglevel.controller\":\"debug\"}",
                "{\"loglevel.awskinesistarget\":\"\"}",
                "{\"zap-logger-config\":\"\"}",
                "{\"zap-logger-config\":\"{}\"}"
            })
    void isInfoWhereNothingIsSaid(String text) {
        assertThat(of(text)).isEqualTo(new LoggingConfig(Level.INFO, null));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "nonsense,it is not JSON",
                "{,it is not JSON",
                "[],it is not a JSON object",
                "7,it is not a JSON object",
                "{\"loglevel.awskinesistarget\":\"loud\"},loglevel.awskinesistarget is no level",
                "{\"zap-logger-config\":\"level: info\"},zap-logger-config is not JSON",
                "{\"zap-logger-config\":\"{\\\"level\\\":\\\"loud\\\"}\"},level \"loud\" in zap-logger-config is none"
            })
    void isInfoWithAWarningWhereItCannotBeRead(String text, String why) {
        assertThat(of(text))
                .isEqualTo(new LoggingConfig(Level.INFO, "K_LOGGING_CONFIG: " + why + "; the level is info"));
    }
}
