package dev.tmctl.cli.send;

import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.event.EventDefaults;
import dev.tmctl.event.SingleEvent;
import java.util.Set;
import java.util.TreeSet;

/// Says what the options for attributes did to events that have attributes of their own.
public final class AttributeNotes {
    private static final Set<String> OPTIONS =
            Set.of("id", "source", "type", "subject", "time", "datacontenttype", "dataschema");

    private AttributeNotes() {}

    /// Says that one event is no bare data.
    public static void single(ConsoleIO console, SingleEvent event, EventDefaults given) {
        if (!event.whole()) {
            return;
        }
        String options = options(given);
        console.note("note: DATA is a CloudEvent; "
                + (options.isEmpty() ? "it is sent as it is" : options + " replaced its own attributes"));
    }

    /// Says that options had no effect on events of a stream.
    ///
    /// @param wholeEvents how many of its elements were events
    public static void bulk(ConsoleIO console, long wholeEvents, EventDefaults given) {
        String options = options(given);
        if (wholeEvents > 0 && !options.isEmpty()) {
            console.note("note: " + options + " changed bare data only; " + wholeEvents
                    + (wholeEvents == 1
                            ? " element was a CloudEvent with attributes of its own"
                            : " elements were CloudEvents with attributes of their own"));
        }
    }

    private static String options(EventDefaults given) {
        Set<String> names = new TreeSet<>();
        for (String attribute : given.attributes().keySet()) {
            names.add(OPTIONS.contains(attribute) ? "--" + attribute : "--extension " + attribute);
        }
        return String.join(", ", names);
    }
}
