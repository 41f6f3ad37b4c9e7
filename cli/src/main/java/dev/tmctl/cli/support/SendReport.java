package dev.tmctl.cli.support;

import dev.tmctl.cli.output.EventPrinter;
import dev.tmctl.delivery.EventSender;
import dev.tmctl.delivery.EventSender.Tally;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.event.EventStream.Element;
import dev.tmctl.event.ResultEvent;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.Quoted;
import io.cloudevents.CloudEvent;
import java.time.InstantSource;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Prints result events as they come and failures as they happen, and draws the balance at the end.
public final class SendReport implements EventSender.Listener {
    private final Streams streams;
    private final KinesisTarget target;
    private final EventPrinter printer;
    private final boolean many;
    private final InstantSource clock = InstantSource.system();
    private Outcome.@Nullable Failed firstFailure;

    /// @param many whether a balance is wanted at the end
    public SendReport(Streams streams, KinesisTarget target, EventPrinter printer, boolean many) {
        this.streams = streams;
        this.target = target;
        this.printer = printer;
        this.many = many;
    }

    @Override
    public void invalid(Element element) {
        streams.note(invalidLine(element));
    }

    /// Why an element is no event, in one line.
    public static String invalidLine(Element element) {
        return "error: element " + element.position() + " is not a valid event: "
                + element.violations().stream().map(Object::toString).collect(Collectors.joining("; "));
    }

    @Override
    public void settled(Element element, CloudEvent event, Outcome outcome) {
        switch (outcome) {
            case Outcome.Delivered stored -> {
                CloudEvent result = ResultEvent.of(
                        target.arn(), stored.shardId(), stored.sequenceNumber(), stored.encryptionType(), clock);
                printer.print(result, stored.shardId() + "/" + stored.sequenceNumber());
            }
            case Outcome.Failed failure -> {
                if (firstFailure == null) {
                    firstFailure = failure;
                }
                streams.note("error: event " + Quoted.of(event.getId()) + " was not stored in "
                        + target.arn().streamName() + ": " + ErrorReporter.failureLine(failure));
            }
        }
    }

    /// Prints the balance and says which exit code it means.
    public int finish(Tally tally) {
        if (firstFailure != null) {
            String nextStep = NextStep.after(firstFailure);
            if (nextStep != null) {
                streams.note("next:  " + nextStep);
            }
        }
        if (tally.aborted() != null) {
            streams.note("error: after element " + tally.read() + ": "
                    + tally.aborted().getMessage());
        }
        if (many) {
            streams.note(tally.read() + " read, " + tally.delivered() + " delivered, " + tally.failed() + " failed");
        }
        return code(tally).code();
    }

    private ExitCode code(Tally tally) {
        if (tally.failed() == 0 && tally.aborted() == null) {
            return ExitCode.DONE;
        }
        if (tally.delivered() > 0) {
            return ExitCode.SOME_FAILED;
        }
        return firstFailure == null ? ExitCode.FAILED : ExitCode.of(firstFailure.kind());
    }
}
