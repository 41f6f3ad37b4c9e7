package dev.tmctl.cli.send;

import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ErrorHints;
import dev.tmctl.cli.support.ErrorReporter;
import dev.tmctl.cli.support.LocalStreams;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.event.ResultEvent;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.Quoted;
import io.cloudevents.CloudEvent;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Prints what became of one event: the result event, or the failure and what can be done about it.
final class OutcomePrinter {
    private final ConsoleIO console;
    private final KinesisTarget target;
    private final BiConsumer<CloudEvent, String> results;
    private final InstantSource clock = InstantSource.system();

    /// @param results prints a result event with its name: [EventPrinter#print] or [EventPrinter#add]
    OutcomePrinter(ConsoleIO console, KinesisTarget target, BiConsumer<CloudEvent, String> results) {
        this.console = console;
        this.target = target;
        this.results = results;
    }

    void delivered(Outcome.Delivered stored) {
        CloudEvent result =
                ResultEvent.of(target.arn(), stored.shardId(), stored.sequenceNumber(), stored.encryptionType(), clock);
        results.accept(result, stored.shardId() + "/" + stored.sequenceNumber());
    }

    /// Why an event was not stored, in one line.
    String failureLine(String eventId, Outcome.Failed failure) {
        return "event " + Quoted.of(eventId) + " was not stored in "
                + target.arn().streamName() + ": " + ErrorReporter.failureLine(failure);
    }

    /// What events have in common that failed so.
    FailureCauses.Cause cause(Outcome.Failed failure) {
        String why = target.arn().streamName() + ": " + failure.code() + ": " + failure.message();
        return new FailureCauses.Cause("event was not stored in " + why, "events were not stored in " + why);
    }

    /// Says what can be done about a failure, if anything can.
    void advise(Outcome.@Nullable Failed failure) {
        if (failure == null) {
            return;
        }
        if (failure.code().equals("ResourceNotFoundException")) {
            Optional<String> streamsThere = LocalStreams.hint(console, target);
            if (streamsThere.isPresent()) {
                console.next(streamsThere.get());
                return;
            }
        }
        String nextStep = ErrorHints.after(failure);
        if (nextStep != null) {
            console.next(nextStep);
        }
    }
}
