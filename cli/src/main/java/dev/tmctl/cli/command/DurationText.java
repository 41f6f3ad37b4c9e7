package dev.tmctl.cli.command;

import dev.tmctl.delivery.DeliveryOptions;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.Quoted;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A duration as a user gives it: seconds, `500ms`, `30s`, `5m`, `1h` or `unlimited`.
final class DurationText {
    private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s|m|h)?");

    private DurationText() {}

    /// @param field the option's name, for messages
    /// @throws InvalidInputException when it is none, or zero
    static Duration parse(String field, String text) {
        if (text.equals("unlimited")) {
            return DeliveryOptions.UNLIMITED;
        }
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw new InvalidInputException(
                    field, Quoted.of(text) + " is no time; expected seconds, 500ms, 30s, 5m, 1h or unlimited");
        }
        long number = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofSeconds(number);
        };
    }
}
