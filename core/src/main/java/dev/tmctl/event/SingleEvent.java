package dev.tmctl.event;

import dev.tmctl.target.InvalidInputException;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// One event that somebody gives by hand: a CloudEvent as it is, or bare data.
///
/// @param event the event
/// @param whole whether it was given with its attributes, and not made from bare data
public record SingleEvent(CloudEvent event, boolean whole) {
    /// Reads a CloudEvent, whose attributes the given ones replace, or makes one from bare data.
    ///
    /// @param given the bytes; a UTF-8 byte order mark before JSON is taken off
    /// @throws InvalidInputException when they mean to be JSON or an event and are none, hold several events,
    ///     or an attribute breaks a rule
    public static SingleEvent read(byte[] given, EventDefaults defaults) {
        boolean declared = defaults.declaresNoJson();
        byte[] bytes = withoutSeparator(withoutMark(given), declared);
        Signature signature = Signature.of(bytes);
        if (signature != null && !declared) {
            throw new InvalidInputException(
                    "data",
                    "is " + signature.label() + "; convert it first: " + signature.tool() + " FILE | tmctl send -; "
                            + BareData.ANOTHER_TYPE);
        }
        if (beginsWithAnEventOnALine(bytes)) {
            throw new InvalidInputException("data", "holds several events; send them with -f");
        }
        if (declared && !JsonSyntax.isJson(bytes)) {
            return new SingleEvent(defaults.wrap(bytes, false), false);
        }
        JsonEventReader.Parsed parsed = JsonEventReader.parse(bytes);
        if (parsed.event() != null) {
            return new SingleEvent(changed(parsed.event(), defaults.attributes()), true);
        }
        // of a type that the user gives, JSON is data whatever it looks like
        boolean typed = defaults.attributes().containsKey("datacontenttype");
        String problem = parsed.isJson() && typed ? null : BareData.problem(bytes, parsed.flaw(), false);
        if (problem != null) {
            throw new InvalidInputException(
                    "data", problem + "; " + (parsed.isJson() ? "send them with -f" : BareData.ANOTHER_TYPE));
        }
        String encoding = BareData.otherEncoding(bytes, Utf8.isValid(bytes));
        if (encoding != null) {
            throw new InvalidInputException(
                    "data",
                    "is " + BareData.NOT_UTF_8 + ": iconv -f " + encoding + " -t UTF-8 FILE | tmctl send -; "
                            + BareData.ANOTHER_TYPE);
        }
        return new SingleEvent(defaults.wrap(bytes, parsed.isJson()), false);
    }

    /// A JSON text sequence of one value is that value (RFC 7464).
    private static byte[] withoutSeparator(byte[] bytes, boolean declared) {
        int first = InputFormat.firstNonBlank(bytes);
        if (declared || first < 0 || bytes[first] != SequenceSplitter.RECORD_SEPARATOR) {
            return bytes;
        }
        byte[] value = Arrays.copyOfRange(bytes, first + 1, bytes.length);
        if (!JsonSyntax.isJson(value)) {
            throw new InvalidInputException(
                    "data",
                    "begins with a record separator (RFC 7464) and isn't one JSON value; send a sequence with -f; "
                            + BareData.ANOTHER_TYPE);
        }
        return value;
    }

    private static byte[] withoutMark(byte[] bytes) {
        if (!Utf8.hasByteOrderMark(bytes)) {
            return bytes;
        }
        byte[] rest = Arrays.copyOfRange(bytes, Utf8.BYTE_ORDER_MARK_LENGTH, bytes.length);
        return BareData.beginsLikeJson(rest) || JsonSyntax.isJson(rest) ? rest : bytes;
    }

    private static boolean beginsWithAnEventOnALine(byte[] bytes) {
        int lineEnd = InputFormat.lineEnd(bytes, Math.max(InputFormat.firstNonBlank(bytes), 0));
        byte[] line = Arrays.copyOf(bytes, lineEnd);
        return InputFormat.somethingAfter(bytes, lineEnd) && JsonSyntax.isJson(line) && JsonSyntax.looksLikeEvent(line);
    }

    private static CloudEvent changed(CloudEvent event, Map<String, String> given) {
        if (given.isEmpty()) {
            return event;
        }
        Map<String, Object> all = new HashMap<>();
        for (String name : event.getAttributeNames()) {
            String value = AttributeText.of(event, name);
            if (value != null) {
                all.put(name, value);
            }
        }
        for (String name : event.getExtensionNames()) {
            Object value = event.getExtension(name);
            if (value != null) {
                all.put(name, value);
            }
        }
        boolean old = event.getSpecVersion() == SpecVersion.V03;
        given.forEach((name, value) -> all.put(old && name.equals("dataschema") ? "schemaurl" : name, value));
        EventAssembler assembler = new EventAssembler();
        all.forEach(assembler::attribute);
        return assembler
                .data(event.getData() == null ? null : event.getData().toBytes())
                .build();
    }
}
