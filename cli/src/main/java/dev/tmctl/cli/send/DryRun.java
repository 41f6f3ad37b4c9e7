package dev.tmctl.cli.send;

import dev.tmctl.cli.output.EventPrinter;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.Streams;
import dev.tmctl.delivery.bulk.ElementSource;
import dev.tmctl.event.EventStream.Element;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Prints events instead of sending them.
public final class DryRun {
    private DryRun() {}

    /// A source of one event.
    public static ElementSource once(CloudEvent event) {
        Deque<Element> elements = new ArrayDeque<>(List.of(new Element(1, event)));
        return elements::poll;
    }

    /// Prints every event of a source, and a line for each element that is none.
    public static ExitCode of(Streams streams, ElementSource source, EventPrinter printer) throws IOException {
        int invalid = 0;
        for (Element element = source.next(); element != null; element = source.next()) {
            if (element.event() == null) {
                invalid++;
                streams.error(SendReport.invalidLine(element));
            } else {
                printer.print(element.event(), element.event().getId());
            }
        }
        return invalid == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }
}
