package dev.tmctl.event;

import dev.tmctl.json.FlatObject;
import dev.tmctl.target.StreamArn;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.data.BytesCloudEventData;
import io.cloudevents.core.v1.CloudEventV1;
import java.net.URI;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/// The event that answers a stored record.
///
/// Its data is an object with `ShardId`, `SequenceNumber` and `EncryptionType`, all three always there, so
/// that it
/// is valid under the schema that upstream published and that ships with this tool.
public final class ResultEvent {
    /// The event type that upstream's users filter on.
    public static final String TYPE = "io.triggermesh.targets.aws.kinesis.result";

    /// Identifies the schema of the data; upstream published it at this address.
    public static final URI SCHEMA =
            URI.create("https://raw.githubusercontent.com/triggermesh/triggermesh/main/schemas/" + TYPE + ".json");

    /// Where the schema lies in this jar.
    public static final String SCHEMA_RESOURCE = "/dev/tmctl/event/" + TYPE + ".json";

    private ResultEvent() {}

    /// The result of one stored record.
    ///
    /// @param stream becomes the source
    /// @param encryptionType `NONE` or `KMS`
    public static CloudEvent of(
            StreamArn stream, String shardId, String sequenceNumber, String encryptionType, InstantSource clock) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("ShardId", shardId);
        data.put("SequenceNumber", sequenceNumber);
        data.put("EncryptionType", encryptionType);
        return new CloudEventV1(
                RandomIds.next(),
                URI.create(stream.toString()),
                TYPE,
                "application/json",
                SCHEMA,
                null,
                clock.instant().atOffset(ZoneOffset.UTC),
                BytesCloudEventData.wrap(FlatObject.write(data)),
                Map.of());
    }
}
