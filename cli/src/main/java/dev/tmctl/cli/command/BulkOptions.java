package dev.tmctl.cli.command;

import dev.tmctl.cli.send.BulkSettings;
import dev.tmctl.cli.support.CommandException;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.Quoted;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    /// Refuses them where one event is sent.
    ///
    /// @param inFlight whether `--max-in-flight` is given, which is another group's
    void refuse(boolean inFlight) {
        List<String> given = Stream.of(
                        failed == null ? "" : "--failed",
                        resume == null ? "" : "--resume",
                        rate == null ? "" : "--rate",
                        inFlight ? "--max-in-flight" : "",
                        stats ? "--stats" : "")
                .filter(name -> !name.isEmpty())
                .toList();
        if (!given.isEmpty()) {
            boolean one = given.size() == 1;
            throw new CommandException(
                    ExitCode.USAGE,
                    String.join(", ", given) + (one ? " goes" : " go") + " with -f only",
                    "add -f FILE, or leave " + (one ? "it" : "them") + " out");
        }
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
