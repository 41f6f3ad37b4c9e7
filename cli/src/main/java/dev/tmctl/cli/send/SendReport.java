package dev.tmctl.cli.send;

import dev.tmctl.cli.output.EventPrinter;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.Streams;
import dev.tmctl.delivery.Attempt;
import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.delivery.bulk.Books;
import dev.tmctl.delivery.bulk.BulkListener;
import dev.tmctl.delivery.bulk.RunFiles;
import dev.tmctl.event.EventStream.Element;
import dev.tmctl.target.KinesisTarget;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Prints result events as they come and failures as they happen, and keeps the files of the run.
public final class SendReport implements BulkListener {
    /// A stream that fails a million times is not told line by line.
    private static final int MAX_FAILURES_SHOWN = 20;

    private final Streams streams;
    private final OutcomePrinter outcomes;
    private final RunFiles files;
    private int failuresShown;
    private Outcome.@Nullable Failed firstFailure;

    /// @param files what the run leaves on disk
    public SendReport(Streams streams, KinesisTarget target, EventPrinter printer, RunFiles files) {
        this.streams = streams;
        this.outcomes = new OutcomePrinter(streams, target, printer::add);
        this.files = files;
    }

    /// Why an element is no event, in one line.
    public static String invalidLine(Element element) {
        return "element " + element.position() + " is not a valid event: "
                + element.violations().stream().map(Object::toString).collect(Collectors.joining("; "));
    }

    @Override
    public void invalid(Element element) throws IOException {
        files.invalid(element);
        show(invalidLine(element));
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
        if (failure.kind() != FailureKind.CANCELLED) {
            show(outcomes.failureLine(event.getId(), failure));
        }
    }

    private void show(String message) {
        failuresShown++;
        if (failuresShown <= MAX_FAILURES_SHOWN) {
            streams.error(message);
        } else if (failuresShown == MAX_FAILURES_SHOWN + 1) {
            streams.error("more events failed; they are counted, and kept with --failed FILE");
        }
    }

    @Override
    public void pause() {
        streams.out().flush();
    }

    @Override
    public void reached(Books books, String digest, boolean complete) throws IOException {
        files.reached(books, digest, complete);
    }

    /// Says what can be done about the first failure.
    public void advise() {
        outcomes.advise(firstFailure);
    }

    /// The exit code that these books mean.
    public ExitCode code(Books books) {
        if (books.failed() == 0 && books.aborted() == null) {
            return ExitCode.DONE;
        }
        if (books.delivered() > 0) {
            return ExitCode.SOME_FAILED;
        }
        return firstFailure == null ? ExitCode.FAILED : ExitCode.of(firstFailure.kind());
    }
}
