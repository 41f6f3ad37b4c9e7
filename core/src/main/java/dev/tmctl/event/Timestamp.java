package dev.tmctl.event;

import dev.tmctl.target.InvalidValueException;
import dev.tmctl.target.Quoted;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A date and time of RFC 3339. Java's own parsers know another grammar: they take `12:00Z` and `+02` and
/// refuse leap seconds and the tenth digit of a fraction.
///
/// @param text as it is spelled
/// @param time the same, as far as Java can say it: a leap second is the last nanosecond before it, digits
///     behind the nanoseconds are cut off, and an offset of more than 18 hours becomes UTC
/// @see <a href="https://www.rfc-editor.org/rfc/rfc3339#section-5.6">RFC 3339, section 5.6</a>
public record Timestamp(String text, OffsetDateTime time) {
    private static final Pattern GRAMMAR =
            Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\\.([0-9]+))?"
                    + "(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))");

    private static final int LEAP_SECOND = 60;
    private static final int NANOS = 1_000_000_000;
    private static final int NANO_DIGITS = 9;
    private static final int MINUTES = 60;
    private static final int JAVAS_HOURS = 18;

    /// @throws InvalidValueException when the text is no timestamp
    public static Timestamp parse(String text) {
        Matcher matcher = GRAMMAR.matcher(text);
        if (matcher.matches()) {
            try {
                return new Timestamp(text, time(matcher));
            } catch (DateTimeException e) {
                // there is no such day or hour: told below
            }
        }
        throw new InvalidValueException(
                Quoted.of(text) + " is not a timestamp; expected one like 2026-01-31T12:00:00Z (RFC 3339)");
    }

    private static OffsetDateTime time(Matcher matcher) {
        boolean leap = number(matcher, 6) == LEAP_SECOND;
        LocalDateTime local = LocalDateTime.of(
                LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3)),
                LocalTime.of(
                        number(matcher, 4),
                        number(matcher, 5),
                        leap ? LEAP_SECOND - 1 : number(matcher, 6),
                        leap ? NANOS - 1 : nanos(matcher.group(7))));
        int minutes = offset(matcher);
        LocalDateTime utc = local.minusMinutes(minutes);
        if (leap && !endsAMonth(utc)) {
            throw new DateTimeException("no leap second");
        }
        return Math.abs(minutes) > JAVAS_HOURS * MINUTES
                ? utc.atOffset(ZoneOffset.UTC)
                : local.atOffset(ZoneOffset.ofTotalSeconds(minutes * MINUTES));
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static int nanos(String fraction) {
        if (fraction == null) {
            return 0;
        }
        String digits = fraction + "0".repeat(NANO_DIGITS);
        return Integer.parseInt(digits.substring(0, NANO_DIGITS));
    }

    private static int offset(Matcher matcher) {
        if (matcher.group(8) == null) {
            return 0;
        }
        // checks their range
        LocalTime offset = LocalTime.of(number(matcher, 9), number(matcher, 10));
        int minutes = offset.toSecondOfDay() / MINUTES;
        return matcher.group(8).equals("-") ? -minutes : minutes;
    }

    /// Section 5.7: leap seconds come at the end of a month, in UTC.
    private static boolean endsAMonth(LocalDateTime utc) {
        return utc.getHour() == 23
                && utc.getMinute() == MINUTES - 1
                && utc.getDayOfMonth() == utc.toLocalDate().lengthOfMonth();
    }
}
