package dev.tmctl.manifest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;

/// A parser whose events are held against the bounds of [YamlDocuments] as they are read, before anything is made of
/// them; it notes where documents start.
final class BoundedEvents implements Parser {
    private final Parser parser;
    private final List<Integer> starts = new ArrayList<>();
    private final Deque<Boolean> anchored = new ArrayDeque<>();

    BoundedEvents(Parser parser) {
        this.parser = parser;
    }

    /// The lines, from 0, where the documents start that were read so far.
    List<Integer> starts() {
        return starts;
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public boolean hasNext() {
        return parser.hasNext();
    }

    /// @throws YamlEngineException when the event passes a bound
    @Override
    public Event next() {
        Event event = parser.next();
        switch (event.getEventId()) {
            case DocumentStart ->
                starts.add(((DocumentStartEvent) event)
                        .getStartMark()
                        .map(mark -> mark.getLine())
                        .orElse(0));
            case MappingStart, SequenceStart -> {
                anchored.push(((NodeEvent) event).getAnchor().isPresent());
                if (anchored.size() > YamlDocuments.MAX_DEPTH) {
                    throw new YamlEngineException("it is nested deeper than " + YamlDocuments.MAX_DEPTH + " levels");
                }
            }
            case MappingEnd, SequenceEnd -> anchored.pop();
            case Alias -> {
                // What is repeated may not repeat in turn: a few lines could stand for gigabytes.
                if (anchored.contains(true)) {
                    throw new YamlEngineException("an alias stands inside an anchored value");
                }
            }
            default -> {
                // scalars and the rest do not nest
            }
        }
        return event;
    }
}
