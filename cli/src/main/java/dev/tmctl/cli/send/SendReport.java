package dev.tmctl.cli.send;

import dev.tmctl.cli.output.EventPrinter;
import dev.tmctl.cli.send.FailureCauses.Cause;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.delivery.Attempt;
import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.delivery.bulk.BulkListener;
import dev.tmctl.delivery.bulk.BulkResult;
import dev.tmctl.delivery.bulk.RunFiles;
import dev.tmctl.event.EventStream.Element;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.Quoted;
import dev.tmctl.target.Violation;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Prints result events as they come and failures as they happen, and keeps the files of the run.
public final class SendReport implements BulkListener {
    private static final String NEVER_SENT = Outcome.Failed.cancelled("").code();

    private final ConsoleIO console;
    private final OutcomePrinter outcomes;
    private final RunFiles files;
    private final FailureCauses causes = new FailureCauses();
    private Outcome.@Nullable Failed firstFailure;
    private @Nullable Attempt cutShort;

    /// @param files what the run leaves on disk
    public SendReport(ConsoleIO console, KinesisTarget target, EventPrinter printer, RunFiles files) {
        this.console = console;
        this.outcomes = new OutcomePrinter(console, target, printer::add);
        this.files = files;
    }

    /// Why an element is no event, in one line.
    public static String invalidLine(Element element) {
        return "element " + element.position() + " is not a valid event: " + violations(element);
    }

    private static String violations(Element element) {
        return Violation.inOneLine(element.violations());
    }

    @Override
    public void invalid(Element element) throws IOException {
        files.invalid(element);
        String why = violations(element);
        Cause cause = new Cause("element is not a valid event: " + why, "elements are not valid events: " + why);
        if (causes.isNew(cause, Long.toString(element.position()))) {
            console.error(invalidLine(element));
        }
    }

    @Override
    public void delivered(long position, Outcome.Delivered stored) {
        outcomes.delivered(stored);
    }

    @Override
    public void failed(long position, CloudEvent event, Outcome.Failed failure, List<Attempt> history)
            throws IOException {
        files.failed(event, failure);
        if (firstFailure == null || firstFailure.kind() == FailureKind.CANCELLED) {
            firstFailure = failure;
        }
        if (failure.code().equals(NEVER_SENT)) {
            cutShort = history.isEmpty() ? cutShort : history.getLast();
        } else if (causes.isNew(outcomes.cause(failure), Quoted.of(event.getId()))) {
            console.error(outcomes.failureLine(event.getId(), failure));
        }
    }

    @Override
    public void pause() throws IOException {
        console.out().flush();
        files.writeWhenDue();
    }

    @Override
    public void reached(BulkResult result, String digest, boolean complete) throws IOException {
        files.reached(result, digest, complete);
    }

    /// Says how many more failed of each cause, and what can be done about the first failure.
    ///
    /// @param kept whether failed events are in a file
    public void sumUp(boolean kept) {
        causes.rest().forEach(line -> console.error(line + (kept ? "" : "; --failed FILE would keep them")));
        outcomes.advise(firstFailure);
    }

    /// Why an event was to be sent again that the end of the run cut short, in one line, or null when there was none.
    public @Nullable String cutShort() {
        return cutShort == null ? null : cutShort.code() + ": " + cutShort.message();
    }

    /// The exit code that these books mean.
    public ExitCode code(BulkResult result) {
        if (result.failed() == 0 && result.aborted() == null) {
            return ExitCode.DONE;
        }
        if (result.delivered() > 0) {
            return ExitCode.SOME_FAILED;
        }
        return firstFailure == null ? ExitCode.FAILED : ExitCode.of(firstFailure.kind());
    }
}
