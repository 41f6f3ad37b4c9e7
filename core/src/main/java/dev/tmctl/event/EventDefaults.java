package dev.tmctl.event;

import io.cloudevents.CloudEvent;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The attributes that bare data gets on its way to an event.
///
/// @param attributes attributes the user gave, by name; they win over the defaults
/// @param clock for `time`
/// @param ids for `id`
public record EventDefaults(Map<String, String> attributes, InstantSource clock, Supplier<String> ids) {
    /// The type of an event whose user names none, as in upstream's `send-event`.
    public static final String TYPE = "triggermesh-local-event";

    /// The source of an event whose user names none, as in upstream's `send-event`.
    public static final String SOURCE = "triggermesh-cli";

    public EventDefaults {
        attributes = Map.copyOf(attributes);
    }

    /// Defaults with random ids and the system's clock.
    public static EventDefaults of(Map<String, String> attributes) {
        return new EventDefaults(attributes, InstantSource.system(), RandomIds::next);
    }

    /// Whether the user says that the data is of a type that is not JSON.
    boolean declaresNoJson() {
        String type = attributes.get("datacontenttype");
        return type != null && !MediaType.isJson(type);
    }

    /// Wraps data into an event. Without a given `datacontenttype` it is `application/json` when the data is
    /// JSON, else `text/plain` when it is UTF-8 without NUL, else `application/octet-stream`.
    ///
    /// @param data the payload, or null for an event without data
    /// @throws dev.tmctl.target.InvalidInputException when a given attribute breaks a rule
    public CloudEvent wrap(byte @Nullable [] data) {
        return wrap(data, data != null && JsonSyntax.isJson(data));
    }

    /// The same for data of which is known whether it is JSON.
    CloudEvent wrap(byte @Nullable [] data, boolean json) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("specversion", "1.0");
        all.put("type", TYPE);
        all.put("source", SOURCE);
        if (!attributes.containsKey("id")) {
            all.put("id", ids.get());
        }
        if (!attributes.containsKey("time")) {
            all.put("time", clock.instant().atOffset(ZoneOffset.UTC));
        }
        if (data != null) {
            all.put("datacontenttype", json ? "application/json" : textOrBinary(data));
        }
        all.putAll(attributes);
        EventAssembler assembler = new EventAssembler();
        all.forEach(assembler::attribute);
        return assembler.data(data).build();
    }

    private static String textOrBinary(byte[] data) {
        String text = Utf8.decodeOrNull(data);
        return text == null || text.indexOf('\0') >= 0 ? "application/octet-stream" : "text/plain";
    }
}
