package dev.tmctl.cli.send;

import dev.tmctl.cli.output.EventPrinter;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.InputFile;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.event.EventDefaults;
import dev.tmctl.event.SingleEvent;
import dev.tmctl.target.Quoted;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// Sends one event and prints its result.
public final class SingleSend {
    private static final Duration LONG = Duration.ofSeconds(3);

    private SingleSend() {}

    /// Somebody at a terminal should not have to guess whether anything happens.
    private static void tellThatItTakesLong(ConsoleIO console, SendRoute route) {
        try {
            Thread.sleep(LONG);
            if (console.errTerminal()) {
                String cause = route.retryCause();
                console.note("note: not stored yet, "
                        + (cause == null ? "there is no answer" : "trying again after " + cause)
                        + " (--timeout says how long, default 30s)");
            }
        } catch (InterruptedException e) {
            // it is settled
            Thread.currentThread().interrupt();
        }
    }

    /// The event that the command line or standard input gives.
    ///
    /// @param data the words of the command line; `-` alone stands for standard input
    /// @throws dev.tmctl.target.InvalidInputException when they are no event
    public static CloudEvent read(ConsoleIO console, List<String> data, EventDefaults defaults) throws IOException {
        byte[] bytes = data.equals(List.of("-"))
                ? InputFile.eventData(console)
                : String.join(" ", data).getBytes(StandardCharsets.UTF_8);
        SingleEvent one = SingleEvent.read(bytes, defaults);
        AttributeNotes.single(console, one, defaults);
        return one.event();
    }

    /// Waits for the outcome and says which exit code it means.
    public static ExitCode send(ConsoleIO console, SendRoute route, EventPrinter printer, CloudEvent event) {
        console.interruption()
                .plan("interrupted: nobody knows whether event " + Quoted.of(event.getId()) + " was stored");
        // the first virtual thread would take some milliseconds of a short command
        Thread timeout = Thread.ofPlatform().daemon().start(() -> tellThatItTakesLong(console, route));
        Outcome outcome = route.delivery().deliver(List.of(event)).getFirst();
        timeout.interrupt();
        console.interruption().endAtOnce();
        OutcomePrinter outcomes = new OutcomePrinter(console, route.target(), printer::print);
        // not a switch over types, whose first use makes a class
        if (outcome instanceof Outcome.Delivered stored) {
            outcomes.delivered(stored);
            return ExitCode.DONE;
        }
        Outcome.Failed failure = (Outcome.Failed) outcome;
        console.error(outcomes.failureLine(event.getId(), failure));
        outcomes.advise(failure);
        return ExitCode.of(failure.kind());
    }
}
