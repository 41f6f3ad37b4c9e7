package dev.tmctl.event;

import dev.tmctl.target.InvalidInputException;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.jackson.JsonFormat;

/// Writes the JSON event format: JSON data stands inside as it is, text as a string, everything else as Base64.
public final class JsonEventWriter {
    private static final JsonFormat TEXT = new JsonFormat().withForceNonJsonDataToString();
    private static final JsonFormat BINARY = new JsonFormat();

    private JsonEventWriter() {}

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
        boolean text = Utf8.decodeOrNull(bytes) != null;
        return (text ? TEXT : BINARY).serialize(event);
    }
}
