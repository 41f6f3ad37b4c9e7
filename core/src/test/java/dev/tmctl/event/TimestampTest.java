package dev.tmctl.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tmctl.target.InvalidValueException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 3339, sections 5.6 and 5.7.
class TimestampTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z,                     2026-01-31T12:00:00Z",
        "2026-01-31t12:00:00z,                     2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00.50Z,                  2026-01-31T12:00:00.5Z",
        "2026-01-31T12:00:00.1234567891Z,          2026-01-31T12:00:00.123456789Z",
        "2026-01-31T12:00:00+05:30,                2026-01-31T12:00:00+05:30",
        "2026-01-31T12:00:00-00:00,                2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00+23:59,                2026-01-30T12:01:00Z",
        "2024-02-29T00:00:00Z,                     2024-02-29T00:00:00Z",
        "0000-01-01T00:00:00Z,                     0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59-23:59,                +10000-01-01T23:58:59Z",
        "2016-12-31T23:59:60Z,                     2016-12-31T23:59:59.999999999Z",
        "1990-12-31T15:59:60-08:00,                1990-12-31T15:59:59.999999999-08:00",
        "2017-01-01T05:29:60.25+05:30,             2017-01-01T05:29:59.999999999+05:30",
        "2015-06-30T23:59:60Z,                     2015-06-30T23:59:59.999999999Z"
    })
    void takesWhatTheRfcTakes(String text, OffsetDateTime time) {
        assertThat(Timestamp.parse(text)).isEqualTo(new Timestamp(text, time));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "now",
                "2026-01-31",
                "2026-01-31T12:00Z",
                "2026-01-31T12:00:00",
                "2026-01-31T12:00:00+02",
                "2026-01-31T12:00:00+0200",
                "2026-01-31T12:00:00+02:00:00",
                "2026-01-31T12:00:00+24:00",
                "2026-01-31T12:00:00+02:60",
                "2026-01-31 12:00:00Z",
                "2026-01-31T12:00:00.Z",
                "2026-01-31T12:00:00,5Z",
                "2026-01-31T24:00:00Z",
                "2026-01-31T12:60:00Z",
                "2026-01-31T12:00:60Z",
                "2016-12-30T23:59:60Z",
                "2016-12-31T23:59:60+01:00",
                "2016-12-31T23:59:61Z",
                "2026-02-29T12:00:00Z",
                "2026-13-01T12:00:00Z",
                "2026-00-01T12:00:00Z",
                "2026-01-00T12:00:00Z",
                "12026-01-31T12:00:00Z",
                "+12026-01-31T12:00:00Z",
                "-0001-01-31T12:00:00Z",
                "2026-1-31T12:00:00Z",
                "２０２６-01-31T12:00:00Z",
                "2026-01-31T12:00:00Z\n",
                "2026-01-31T12:00:00[UTC]"
            })
    void refusesWhatItDoesNot(String text) {
        assertThatThrownBy(() -> Timestamp.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageEndingWith("is not a timestamp; expected one like 2026-01-31T12:00:00Z (RFC 3339)");
    }

    @Property
    void readsWhatJavaWrites(
            @ForAll @LongRange(min = -62135596800L, max = 253402214399L) long second,
            @ForAll @IntRange(max = 999_999_999) int nano,
            @ForAll @IntRange(min = -1080, max = 1080) int minutes) {
        OffsetDateTime time =
                OffsetDateTime.ofInstant(Instant.ofEpochSecond(second, nano), ZoneOffset.ofTotalSeconds(60 * minutes));
        String text = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
        assertThat(Timestamp.parse(text)).isEqualTo(new Timestamp(text, time));
    }
}
