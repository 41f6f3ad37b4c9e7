package dev.tmctl.local.internal.operations;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Writes an answer in either encoding.
public final class ResponseWriter {

    private static final int TAG_EPOCH = 1;
    private static final int MILLIS_DIGITS = 3;

    private final JsonGenerator generator;

    private ResponseWriter(JsonGenerator generator) {
        this.generator = generator;
    }

    /// Encodes an answer.
    public static byte[] encode(WireFormat format, Answer answer) throws IOException {
        if (answer.equals(Answer.EMPTY)) {
            return new byte[0];
        }
        try (ByteArrayBuilder bytes = new ByteArrayBuilder()) {
            try (JsonGenerator generator = format.factory().createGenerator(bytes)) {
                generator.writeStartObject();
                answer.write(new ResponseWriter(generator));
                generator.writeEndObject();
            }
            return bytes.toByteArray();
        }
    }

    /// For what the methods here do not cover.
    JsonGenerator generator() {
        return generator;
    }

    public ResponseWriter string(String name, @Nullable String value) throws IOException {
        if (value != null) {
            generator.writeStringField(name, value);
        }
        return this;
    }

    ResponseWriter number(String name, long value) throws IOException {
        generator.writeNumberField(name, value);
        return this;
    }

    ResponseWriter bool(String name, boolean value) throws IOException {
        generator.writeBooleanField(name, value);
        return this;
    }

    /// JSON has seconds with a fraction; CBOR has whole milliseconds, tagged as a time.
    ResponseWriter timestamp(String name, long millis) throws IOException {
        generator.writeFieldName(name);
        if (generator instanceof CBORGenerator cbor) {
            cbor.writeTag(TAG_EPOCH);
            cbor.writeNumber(millis);
        } else {
            generator.writeNumber(BigDecimal.valueOf(millis, MILLIS_DIGITS));
        }
        return this;
    }

    ResponseWriter structure(String name, Answer content) throws IOException {
        generator.writeFieldName(name);
        return structure(content);
    }

    /// A structure as an element of a list.
    ResponseWriter structure(Answer content) throws IOException {
        generator.writeStartObject();
        content.write(this);
        generator.writeEndObject();
        return this;
    }

    ResponseWriter list(String name, Answer elements) throws IOException {
        generator.writeArrayFieldStart(name);
        elements.write(this);
        generator.writeEndArray();
        return this;
    }

    ResponseWriter element(String value) throws IOException {
        generator.writeString(value);
        return this;
    }
}
