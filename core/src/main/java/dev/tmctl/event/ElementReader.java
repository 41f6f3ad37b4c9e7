package dev.tmctl.event;

import dev.tmctl.event.EventStream.Element;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.Violation;
import io.cloudevents.CloudEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides what one element of a stream is: an event, bare data, or neither.
final class ElementReader {
    private final StreamShape shape;
    private final EventDefaults defaults;
    private long wholeEvents;
    private boolean first = true;
    private boolean linesOfEvents;

    /// @param defaults attributes for bare data
    ElementReader(StreamShape shape, EventDefaults defaults) {
        this.shape = shape;
        this.defaults = defaults;
    }

    /// @param flaw what was seen already when the element was cut, or null
    Element element(long position, byte[] value, @Nullable String flaw) {
        try {
            if (flaw != null) {
                throw new InvalidInputException("element", flaw);
            }
            JsonEventReader.Parsed parsed = JsonEventReader.parse(value);
            if (parsed.event() == null) {
                return new Element(position, bare(value, parsed.problem(), mustBeJson()));
            }
            byte[] invalid = FailedEvent.invalidElement(parsed.event());
            if (invalid != null) {
                // what was refused once is not taken for text now
                return again(position, invalid);
            }
            linesOfEvents |= first && shape == StreamShape.LINES_OF_OBJECTS;
            wholeEvents++;
            return new Element(position, FailedEvent.restored(parsed.event()));
        } catch (InvalidInputException e) {
            return refused(position, value, e);
        } finally {
            first = false;
        }
    }

    private Element again(long position, byte[] value) {
        try {
            JsonEventReader.Parsed parsed = JsonEventReader.parse(value);
            if (parsed.event() == null) {
                return new Element(position, bare(value, parsed.problem(), true));
            }
            wholeEvents++;
            return new Element(position, parsed.event());
        } catch (InvalidInputException e) {
            return refused(position, value, e);
        }
    }

    private static Element refused(long position, byte[] value, InvalidInputException e) {
        List<Violation> violations = StreamShape.isFollowedByAComma(value)
                ? List.of(
                        new Violation("element", "a comma follows the JSON value; " + JsonValueSplitter.WITHOUT_COMMAS))
                : e.violations();
        return new Element(position, null, violations, value);
    }

    /// An array holds JSON only, and a line that is none among CloudEvents is a piece of one.
    private boolean mustBeJson() {
        return switch (shape) {
            case ARRAY, DOCUMENTS, SEQUENCE -> true;
            case LINES_OF_OBJECTS -> linesOfEvents;
            case LINES, BINARY -> false;
        };
    }

    private CloudEvent bare(byte[] value, @Nullable String jsonProblem, boolean mustBeJson) {
        String problem = BareData.problem(value, jsonProblem, defaults.declaresNoJson());
        if (problem == null && jsonProblem != null && !defaults.declaresNoJson() && shape != StreamShape.BINARY) {
            problem = notText(value);
            problem = problem == null && mustBeJson ? jsonProblem : problem;
        }
        if (problem == null) {
            return defaults.wrap(value, jsonProblem == null);
        }
        throw new InvalidInputException("element", problem);
    }

    private static @Nullable String notText(byte[] bytes) {
        if (!Utf8.isValid(bytes)) {
            return "is not UTF-8";
        }
        for (byte b : bytes) {
            if (b == 0) {
                return "holds a NUL, which no text does";
            }
        }
        return null;
    }

    /// How many elements were events.
    long wholeEvents() {
        return wholeEvents;
    }
}
