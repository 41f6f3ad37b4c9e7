package dev.tmctl.event;

import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.InvalidValueException;
import dev.tmctl.target.Quoted;
import dev.tmctl.target.Violation;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.data.BytesCloudEventData;
import io.cloudevents.core.v03.CloudEventV03;
import io.cloudevents.core.v1.CloudEventV1;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Collects the context attributes and data of one event and makes the event if every rule of CloudEvents
/// 1.0 (or 0.3)
/// holds.
///
/// Stricter than the SDK's builder, which takes an empty `id` and characters that the specification forbids.
///
/// @see <a
///     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md#context-attributes">Context
/// attributes</a>
public final class EventAssembler {
    private static final String NON_EMPTY = "MUST be a non-empty string";
    private static final String REQUIRED = "REQUIRED";

    /// Far more than anybody has; each takes a hundred times its bytes.
    private static final int MAX_EXTENSIONS = 1000;

    private static final int MAX_VIOLATIONS = 100;

    /// What a version of the specification defines. Most events have nearly all of them, and a map of each
    /// event costs more than the rest of it.
    private enum Defined {
        SPECVERSION,
        ID,
        SOURCE,
        TYPE,
        SUBJECT,
        DATACONTENTTYPE,
        TIME,
        DATASCHEMA,
        SCHEMAURL;

        private static final Map<String, Defined> BY_NAME = new HashMap<>();

        static {
            for (Defined one : values()) {
                BY_NAME.put(one.attribute, one);
            }
        }

        private final String attribute = name().toLowerCase(Locale.ROOT);
    }

    private static volatile URI lastUri = URI.create("/");

    /// Those that [#build()] has not looked at yet.
    private final Map<Defined, Object> defined = new EnumMap<>(Defined.class);

    private final Map<String, Object> extensions = new LinkedHashMap<>();

    private final List<Violation> violations = new ArrayList<>();
    private boolean tooMany;
    private byte @Nullable [] data;

    /// Sets a context attribute or extension; none can be set twice.
    ///
    /// @param value a string, an [Integer], a [Boolean], or an [OffsetDateTime] for `time`
    public EventAssembler attribute(String name, Object value) {
        Defined known = Defined.BY_NAME.get(name);
        boolean twice = false;
        if (known != null) {
            twice = defined.putIfAbsent(known, value) != null;
        } else if (!isName(name)) {
            violation(name, "is not an attribute name: expected lower-case letters and digits");
        } else if (name.equals("data")) {
            violation(name, "is not an attribute");
        } else if (extensions.size() < MAX_EXTENSIONS || FailedEvent.isMark(name)) {
            twice = extensions.putIfAbsent(name, value) != null;
        } else if (!tooMany) {
            tooMany = true;
            violation("event", "has more than " + MAX_EXTENSIONS + " extension attributes");
        }
        if (twice) {
            violation(name, "is given twice");
        }
        return this;
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /// Sets the data, or none with null.
    public EventAssembler data(byte @Nullable [] bytes) {
        this.data = bytes;
        return this;
    }

    /// Adds a broken rule that only the caller can see; [#build()] then fails. The first hundred are kept.
    public EventAssembler violation(String field, String message) {
        if (violations.size() < MAX_VIOLATIONS) {
            violations.add(new Violation(field, message));
        }
        return this;
    }

    /// The event. It takes the attributes out: an assembler makes one event.
    ///
    /// @throws InvalidInputException with every broken rule; fields are attribute names
    public CloudEvent build() {
        SpecVersion version = version();
        String id = text(Defined.ID, true);
        String type = text(Defined.TYPE, true);
        URI source = uri(Defined.SOURCE, true, false);
        String subject = text(Defined.SUBJECT, false);
        String contentType = text(Defined.DATACONTENTTYPE, false);
        if (contentType != null && !MediaType.isValid(contentType)) {
            violation("datacontenttype", Quoted.of(contentType) + " is not a media type (RFC 2046)");
        }
        URI schema =
                version == SpecVersion.V1 ? uri(Defined.DATASCHEMA, false, true) : uri(Defined.SCHEMAURL, false, false);
        OffsetDateTime known = knownTime();
        Timestamp timestamp = known == null ? time() : null;
        checkExtensions();
        if (!violations.isEmpty() || id == null || type == null || source == null) {
            throw new InvalidInputException(violations);
        }
        CloudEventData content = data == null ? null : BytesCloudEventData.wrap(data);
        OffsetDateTime time = timestamp == null ? known : timestamp.time();
        // The library's builder would check again what was checked here, and look through every jar for more checks.
        CloudEvent event = version == SpecVersion.V1
                ? new CloudEventV1(id, source, type, contentType, schema, subject, time, content, extensions)
                : new CloudEventV03(id, source, type, time, schema, contentType, subject, content, extensions);
        return SpelledTimeEvent.of(event, timestamp);
    }

    private SpecVersion version() {
        Object given = defined.remove(Defined.SPECVERSION);
        if (given == null) {
            violation("specversion", "no specversion");
        } else if (given.equals("1.0")) {
            return SpecVersion.V1;
        } else if (given.equals("0.3")) {
            return SpecVersion.V03;
        } else {
            violation("specversion", "unknown value: " + Quoted.of(given.toString()));
        }
        return SpecVersion.V1;
    }

    private @Nullable String text(Defined known, boolean required) {
        Object value = defined.remove(known);
        String name = known.attribute;
        if (value == null) {
            if (required) {
                violation(name, REQUIRED);
            }
            return null;
        }
        if (!(value instanceof String text)) {
            violation(name, "MUST be a string, got " + value);
            return null;
        }
        if (text.isEmpty()) {
            violation(name, NON_EMPTY);
            return null;
        }
        return clean(name, text) ? text : null;
    }

    private @Nullable URI uri(Defined known, boolean required, boolean absolute) {
        String text = text(known, required);
        if (text == null) {
            return null;
        }
        try {
            URI uri = parsed(text);
            if (absolute && !uri.isAbsolute()) {
                violation(known.attribute, Quoted.of(text) + " is not an absolute URI (RFC 3986, section 4.3)");
            }
            return uri;
        } catch (URISyntaxException e) {
            violation(known.attribute, Quoted.of(text) + " is not a URI reference (RFC 3986)");
            return null;
        }
    }

    /// Most events of a stream have the same source as the one before.
    private static URI parsed(String text) throws URISyntaxException {
        URI last = lastUri;
        if (last.toString().equals(text)) {
            return last;
        }
        URI uri = new URI(text);
        lastUri = uri;
        return uri;
    }

    private @Nullable OffsetDateTime knownTime() {
        if (defined.get(Defined.TIME) instanceof OffsetDateTime known) {
            defined.remove(Defined.TIME);
            return known;
        }
        return null;
    }

    private @Nullable Timestamp time() {
        String text = text(Defined.TIME, false);
        if (text == null) {
            return null;
        }
        try {
            return Timestamp.parse(text);
        } catch (InvalidValueException e) {
            violation("time", e.reason());
            return null;
        }
    }

    /// What is left: `schemaurl` is one in version 1.0, and `dataschema` in 0.3.
    private void checkExtensions() {
        for (Defined other : List.of(Defined.DATASCHEMA, Defined.SCHEMAURL)) {
            Object value = defined.remove(other);
            if (value != null) {
                extensions.put(other.attribute, value);
            }
        }
        extensions.forEach((name, value) -> {
            if (value instanceof String text) {
                clean(name, text);
            }
        });
    }

    /// Control characters, lone surrogates and noncharacters are forbidden in every string attribute: section
    /// "Type system" names the line feed among them, since no header can carry it.
    private boolean clean(String name, String text) {
        for (int i = 0; i < text.length(); i++) {
            int c = text.charAt(i);
            if (c >= ' ' && c <= '~') {
                continue;
            }
            c = text.codePointAt(i);
            if (Character.isISOControl(c)
                    || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                    || (c & 0xFFFE) == 0xFFFE
                    || (c >= 0xFDD0 && c <= 0xFDEF)) {
                violation(
                        name,
                        Quoted.of(text) + " holds " + String.format(Locale.ROOT, "U+%04X", c) + " as character "
                                + (text.codePointCount(0, i) + 1)
                                + ", which CloudEvents forbids in attributes (1.0.2, type system)");
                return false;
            }
            i += Character.charCount(c) - 1;
        }
        return true;
    }
}
