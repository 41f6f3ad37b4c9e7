package dev.tmctl.event;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tmctl.json.JsonText;
import dev.tmctl.target.InvalidInputException;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.SpecVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the JSON event format: JSON data stands inside as it is, text as a string, everything else as Base64.
///
/// The SDK's writer is not used: it takes the data of a type such as `application/vnd.x+json` for no JSON.
///
/// @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">JSON event
/// format</a>
public final class JsonEventWriter {
    /// What stands around the values, about.
    private static final int FIELD_BYTES = 256;

    private JsonEventWriter() {}

    /// How the data stands in the event.
    private enum Form {
        NONE,
        JSON,
        TEXT,
        BASE64
    }

    /// The event as one JSON object.
    ///
    /// @throws InvalidInputException when the data is declared (or assumed) to be JSON and is not
    public static byte[] write(CloudEvent event) {
        byte[] data = data(event);
        Form form = form(event, data);
        String problem = form == Form.JSON ? JsonSyntax.problem(data) : null;
        if (problem != null) {
            throw new InvalidInputException(
                    "data", problem + ", although datacontenttype is " + event.getDataContentType());
        }
        return write(event, data, form);
    }

    /// The event as one JSON object without a line end in it, whatever its data: JSON that has line ends, or
    /// that is none although it is declared so, becomes Base64.
    public static byte[] writeOnOneLine(CloudEvent event) {
        byte[] data = data(event);
        Form form = form(event, data);
        if (form == Form.JSON && (hasLineEnd(data) || !JsonSyntax.isJson(data))) {
            form = Form.BASE64;
        }
        return write(event, data, form);
    }

    private static byte[] data(CloudEvent event) {
        CloudEventData data = event.getData();
        return data == null ? new byte[0] : data.toBytes();
    }

    private static Form form(CloudEvent event, byte[] data) {
        if (event.getData() == null) {
            return Form.NONE;
        }
        if (event.getDataContentType() == null) {
            // a member `data` would declare it as JSON (section 3.1), `data_base64` says nothing about it
            return JsonSyntax.isJson(data) ? Form.JSON : Form.BASE64;
        }
        if (MediaType.isJson(event.getDataContentType())) {
            return Form.JSON;
        }
        // a string would say what the bytes mean in UTF-8, and they are in another charset
        return MediaType.isUtf8(event.getDataContentType()) && Utf8.isValid(data) ? Form.TEXT : Form.BASE64;
    }

    private static boolean hasLineEnd(byte[] bytes) {
        for (byte b : bytes) {
            if (b == '\n' || b == '\r') {
                return true;
            }
        }
        return false;
    }

    private static byte[] write(CloudEvent event, byte[] data, Form form) {
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(data.length + EventSize.attributes(event) + FIELD_BYTES);
        try (JsonGenerator json = JsonText.generator(bytes)) {
            boolean old = event.getSpecVersion() == SpecVersion.V03;
            json.writeStartObject();
            json.writeStringField("specversion", event.getSpecVersion().toString());
            String schema = old ? "schemaurl" : "dataschema";
            for (String name : List.of("id", "source", "type", "datacontenttype", schema, "subject", "time")) {
                attribute(json, name, AttributeText.of(event, name));
            }
            for (String name : event.getExtensionNames().stream().sorted().toList()) {
                attribute(json, name, event.getExtension(name));
            }
            data(json, data, form, old);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void attribute(JsonGenerator json, String name, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> {
                // an absent attribute is left out
            }
            case Integer number -> json.writeNumberField(name, number);
            case Boolean flag -> json.writeBooleanField(name, flag);
            default -> json.writeStringField(name, AttributeText.of(value));
        }
    }

    private static void data(JsonGenerator json, byte[] data, Form form, boolean old) throws IOException {
        switch (form) {
            case NONE -> {
                // nothing is written
            }
            case JSON -> {
                json.writeFieldName("data");
                json.writeRawValue(new String(data, StandardCharsets.UTF_8));
            }
            case TEXT -> {
                json.writeFieldName("data");
                json.writeString(new String(data, StandardCharsets.UTF_8));
            }
            case BASE64 -> {
                if (old) {
                    // 0.3 has no data_base64
                    json.writeStringField("datacontentencoding", "base64");
                }
                json.writeBinaryField(old ? "data" : "data_base64", data);
            }
        }
    }
}
