package dev.tmctl.cli.send;

import dev.tmctl.cli.output.EventPrinter;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.InputFile;
import dev.tmctl.cli.support.Streams;
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
    private static void tellThatItTakesLong(Streams streams, SendRoute route) {
        try {
            Thread.sleep(LONG);
            if (streams.errTerminal()) {
                String cause = route.retryCause();
                streams.note("note: not stored yet, "
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
    public static CloudEvent read(Streams streams, List<String> data, EventDefaults defaults) throws IOException {
        byte[] bytes = data.equals(List.of("-"))
                ? InputFile.eventData(streams)
                : String.join(" ", data).getBytes(StandardCharsets.UTF_8);
        SingleEvent one = SingleEvent.read(bytes, defaults);
        AttributeNotes.single(streams, one, defaults);
        return one.event();
    }

    /// Waits for the outcome and says which exit code it means.
    public static ExitCode send(Streams streams, SendRoute route, EventPrinter printer, CloudEvent event) {
        streams.interruption()
                .plan("interrupted: nobody knows whether event " + Quoted.of(event.getId()) + " was stored");
        // the first virtual thread would take some milliseconds of a short command
        Thread patience = Thread.ofPlatform().daemon().start(() -> tellThatItTakesLong(streams, route));
        Outcome outcome = route.delivery().deliver(List.of(event)).getFirst();
        patience.interrupt();
        streams.interruption().endAtOnce();
        OutcomePrinter outcomes = new OutcomePrinter(streams, route.target(), printer::print);
        // not a switch over types, whose first use makes a class
        if (outcome instanceof Outcome.Delivered stored) {
            outcomes.delivered(stored);
            return ExitCode.DONE;
        }
        Outcome.Failed failure = (Outcome.Failed) outcome;
        streams.error(outcomes.failureLine(event.getId(), failure));
        outcomes.advise(failure);
        return ExitCode.of(failure.kind());
    }
}
