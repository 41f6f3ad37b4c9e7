package dev.tmctl.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tmctl.json.JsonInput;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// What one object of the JSON event format held, before it is known which of its members decide how `data` is
/// read.
final class JsonEventFields {
    final EventAssembler assembler = new EventAssembler();
    byte @Nullable [] data;

    @Nullable
    String base64;

    @Nullable
    String encoding;

    @Nullable
    String contentType;

    @Nullable
    String version;

    boolean sawVersion;

    <T> @Nullable T once(String name, @Nullable T before, @Nullable T value) {
        if (before != null) {
            assembler.violation(name, "is given twice");
        }
        return value;
    }

    boolean isEvent() {
        return sawVersion;
    }

    CloudEvent toEvent() throws IOException {
        if (data != null && base64 != null) {
            assembler.violation("data_base64", "MUST NOT be there together with data");
        }
        boolean old = "0.3".equals(version);
        if (encoding != null && !old) {
            assembler.attribute("datacontentencoding", encoding);
        } else if (encoding != null && !encoding.equalsIgnoreCase("base64")) {
            assembler.violation("datacontentencoding", "MUST be base64, the only encoding of data in JSON");
        } else if (encoding != null && data != null) {
            base64 = string(data);
            if (base64 == null) {
                assembler.violation("data", "MUST be a Base64 string when datacontentencoding is base64");
            }
            return assembler.data(decoded("data")).build();
        }
        return assembler.data(base64 != null ? decoded("data_base64") : plain()).build();
    }

    private byte @Nullable [] decoded(String field) {
        if (base64 == null) {
            return null;
        }
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            assembler.violation(field, "is not Base64");
            return null;
        }
    }

    private byte @Nullable [] plain() throws IOException {
        if (data == null || MediaType.isJson(contentType)) {
            return data;
        }
        String text = string(data);
        if (text == null) {
            return data;
        }
        byte[] bytes = Utf8.encodeOrNull(text);
        if (bytes == null) {
            assembler.violation("data", "holds half of a surrogate pair, which is no character");
        }
        return bytes;
    }

    private @Nullable String string(byte[] value) throws IOException {
        try (JsonParser parser = JsonInput.parser(value)) {
            return parser.nextToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
        }
    }
}
