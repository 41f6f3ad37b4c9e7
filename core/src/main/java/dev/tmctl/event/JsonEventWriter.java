package dev.tmctl.event;

import dev.tmctl.target.InvalidInputException;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.jackson.JsonFormat;

/// Writes the JSON event format: JSON data stands inside as it is, text as a string, everything else as Base64.
public final class JsonEventWriter {
    private static final JsonFormat TEXT = new JsonFormat().withForceNonJsonDataToString();
    private static final JsonFormat BINARY = new JsonFormat();

    private static final JsonFormat BASE64 = new JsonFormat().withForceJsonDataToBase64();

    private JsonEventWriter() {}

    /// The event as one JSON object without a line end in it, whatever its data: JSON that has line ends, or that is
    /// none although it is declared so, becomes Base64.
    public static byte[] writeOnOneLine(CloudEvent event) {
        CloudEventData data = event.getData();
        if (data == null || !MediaType.isJson(event.getDataContentType())) {
            return write(event);
        }
        byte[] bytes = data.toBytes();
        for (byte b : bytes) {
            if (b == '\n' || b == '\r') {
                return BASE64.serialize(event);
            }
        }
        return (JsonEventReader.isJson(bytes) ? BINARY : BASE64).serialize(event);
    }

    /// The event as one JSON object.
    ///
    /// @throws InvalidInputException when the data is declared (or assumed) to be JSON and is not
    public static byte[] write(CloudEvent event) {
        CloudEventData data = event.getData();
        if (data == null) {
            return BINARY.serialize(event);
        }
        byte[] bytes = data.toBytes();
        if (MediaType.isJson(event.getDataContentType())) {
            if (!JsonEventReader.isJson(bytes)) {
                throw new InvalidInputException(
                        "data",
                        "is not JSON although datacontenttype is "
                                + (event.getDataContentType() == null
                                        ? "absent, which means application/json"
                                        : event.getDataContentType()));
            }
            return BINARY.serialize(event);
        }
        return (Utf8.isValid(bytes) ? TEXT : BINARY).serialize(event);
    }
}
