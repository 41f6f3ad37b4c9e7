package dev.tmctl.cli.command;

import dev.tmctl.cli.send.BulkSettings;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.Quoted;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How `send -f` works through a stream of events.
final class BulkOptions {
    private static final Pattern RATE = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,3})?)(?:/s)?");

    @Option(
            names = "--failed",
            paramLabel = "FILE",
            description = "With -f: add events that are not stored to FILE, with the reason; it can be sent again.")
    @Nullable
    Path failed;

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description = "With -f: keep a journal in FILE, and go on where an earlier run of the same input ended.")
    @Nullable
    Path resume;

    @Option(names = "--rate", paramLabel = "N/s", description = "With -f: at most so many events a second.")
    @Nullable
    String rate;

    @Option(names = "--stats", description = "With -f: show requests, retries, latency and shards at the end.")
    boolean stats;

    /// Whether any of them is given.
    boolean areGiven() {
        return failed != null || resume != null || rate != null || stats;
    }

    /// @throws InvalidInputException when the rate is none
    BulkSettings settings() {
        return new BulkSettings(failed, resume, rate == null ? 0 : perSecond(rate), stats);
    }

    private static double perSecond(String text) {
        Matcher matcher = RATE.matcher(text);
        double number = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
        if (number <= 0) {
            throw new InvalidInputException(
                    "rate", Quoted.of(text) + " is no rate; expected a number of events a second such as 100/s");
        }
        return number;
    }
}
