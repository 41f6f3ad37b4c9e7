package dev.tmctl.event;

import dev.tmctl.event.EventStream.Element;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.Violation;
import io.cloudevents.CloudEvent;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Decides what one element of a stream is: an event, bare data, or neither.
final class ElementReader {
    private final InputFormat format;
    private final EventDefaults defaults;
    private long wholeEvents;
    private boolean first = true;
    private boolean linesOfEvents;

    /// @param defaults attributes for bare data
    ElementReader(InputFormat format, EventDefaults defaults) {
        this.format = format;
        this.defaults = defaults;
    }

    /// @param flaw what was seen already when the element was cut, or null
    Element element(long position, byte[] value, @Nullable String flaw) {
        byte[] own = value;
        try {
            if (flaw != null) {
                throw new InvalidInputException("element", flaw);
            }
            JsonEventReader.Parsed parsed = JsonEventReader.parse(value);
            byte[] invalid = parsed.event() == null ? null : FailedEvent.invalidElement(parsed.event());
            if (invalid != null) {
                own = invalid;
                parsed = JsonEventReader.parse(invalid);
            } else {
                linesOfEvents |= first && parsed.event() != null && format == InputFormat.LINES_OF_OBJECTS;
            }
            // what was refused once is not taken for text now
            boolean mustBeJson = invalid != null || mustBeJson();
            return new Element(position, event(own, parsed, mustBeJson));
        } catch (InvalidInputException e) {
            return refused(position, own, e);
        } finally {
            first = false;
        }
    }

    private CloudEvent event(byte[] value, JsonEventReader.Parsed parsed, boolean mustBeJson) {
        if (parsed.event() == null) {
            return bare(value, parsed.flaw(), mustBeJson);
        }
        wholeEvents++;
        return FailedEvent.restored(parsed.event());
    }

    private static Element refused(long position, byte[] value, InvalidInputException e) {
        List<Violation> violations = InputFormat.isFollowedByAComma(value)
                ? List.of(
                        new Violation("element", "a comma follows the JSON value; " + JsonValueSplitter.WITHOUT_COMMAS))
                : e.violations();
        return new Element(position, null, violations, value);
    }

    /// An array holds JSON only, and a line that is none among CloudEvents is a piece of one.
    private boolean mustBeJson() {
        return switch (format) {
            case ARRAY, DOCUMENTS, SEQUENCE -> true;
            case LINES_OF_OBJECTS -> linesOfEvents;
            case LINES, BINARY -> false;
        };
    }

    private CloudEvent bare(byte[] value, @Nullable Supplier<String> flaw, boolean mustBeJson) {
        String problem = BareData.problem(value, flaw, defaults.declaresNoJson());
        if (problem == null && flaw != null && !defaults.declaresNoJson() && format != InputFormat.BINARY) {
            problem = notText(value);
            problem = problem == null && mustBeJson ? flaw.get() : problem;
        }
        if (problem == null) {
            return defaults.wrap(value, flaw == null);
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
