package dev.tmctl.cli.send;

import dev.tmctl.cli.output.EventPrinter;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.delivery.RecordRules;
import dev.tmctl.delivery.bulk.ElementSource;
import dev.tmctl.event.EventStream.Element;
import dev.tmctl.files.FileProblem;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.Quoted;
import dev.tmctl.target.Violation;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Prints events instead of sending them.
public final class DryRun {
    private DryRun() {}

    /// A source of one event.
    public static ElementSource once(CloudEvent event) {
        Deque<Element> elements = new ArrayDeque<>(List.of(new Element(1, event)));
        return elements::poll;
    }

    /// Prints every event of a source, and a line for each element that is none or that the target can't store.
    ///
    /// @param target whose records are tried, or null where there is none
    /// @return the exit code that a send would have if every event were stored
    public static ExitCode of(
            ConsoleIO console, ElementSource source, EventPrinter printer, @Nullable KinesisTarget target) {
        int valid = 0;
        int invalid = 0;
        try {
            for (Element element = source.next(); element != null; element = source.next()) {
                String refusal = refusal(element, target);
                if (refusal == null && element.event() != null) {
                    valid++;
                    printer.print(element.event(), element.event().getId());
                } else {
                    invalid++;
                    console.error(String.valueOf(refusal));
                }
            }
        } catch (IOException e) {
            console.out().flush();
            console.error("the send would end before its input: " + FileProblem.inWords(e));
            return valid == 0 ? ExitCode.FAILED : ExitCode.SOME_FAILED;
        }
        return invalid == 0 ? ExitCode.DONE : valid == 0 ? ExitCode.FAILED : ExitCode.SOME_FAILED;
    }

    private static @Nullable String refusal(Element element, @Nullable KinesisTarget target) {
        CloudEvent event = element.event();
        if (event == null) {
            return SendReport.invalidLine(element);
        }
        if (target == null) {
            return null;
        }
        try {
            RecordRules.check(event, target);
            return null;
        } catch (InvalidInputException e) {
            String why = Violation.inOneLine(e.violations());
            return "event " + Quoted.of(event.getId()) + " can't be stored in "
                    + target.arn().streamName() + ": " + why;
        }
    }
}
