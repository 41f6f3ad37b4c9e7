package dev.tmctl.cli.send;

import dev.tmctl.cli.output.EventPrinter;
import dev.tmctl.cli.support.ErrorReporter;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.NextStep;
import dev.tmctl.cli.support.Streams;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.event.ResultEvent;
import dev.tmctl.target.Quoted;
import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Sends one event and prints its result.
public final class SingleSend {
    private static final Duration LONG = Duration.ofSeconds(3);

    private SingleSend() {}

    /// Somebody at a terminal should not have to guess whether anything happens.
    private static void tellThatItTakesLong(Streams streams) {
        try {
            Thread.sleep(LONG);
            if (streams.errTerminal()) {
                streams.note("note: not stored yet, still trying (--timeout says how long, default 30s)");
            }
        } catch (InterruptedException e) {
            // it is settled
            Thread.currentThread().interrupt();
        }
    }

    /// Waits for the outcome and says which exit code it means.
    public static ExitCode send(Streams streams, SendRoute route, EventPrinter printer, CloudEvent event) {
        Thread patience = Thread.ofVirtual().start(() -> tellThatItTakesLong(streams));
        Outcome outcome = route.delivery().deliver(List.of(event)).getFirst();
        patience.interrupt();
        return switch (outcome) {
            case Outcome.Delivered stored -> {
                CloudEvent result = ResultEvent.of(
                        route.target().arn(),
                        stored.shardId(),
                        stored.sequenceNumber(),
                        stored.encryptionType(),
                        InstantSource.system());
                printer.print(result, stored.shardId() + "/" + stored.sequenceNumber());
                yield ExitCode.DONE;
            }
            case Outcome.Failed failure -> {
                streams.note("error: event " + Quoted.of(event.getId()) + " was not stored in "
                        + route.target().arn().streamName() + ": " + ErrorReporter.failureLine(failure));
                String nextStep = NextStep.after(failure);
                if (nextStep != null) {
                    streams.note("next:  " + nextStep);
                }
                yield ExitCode.of(failure.kind());
            }
        };
    }
}
