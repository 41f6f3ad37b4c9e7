package dev.tmctl.delivery;

import dev.tmctl.event.JsonEventWriter;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.PartitionKey;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import software.amazon.awssdk.core.SdkBytes;

/// One record as it goes to Kinesis.
///
/// @param data the blob; empty for an event without data
/// @param partitionKey decides the shard
record StreamRecord(SdkBytes data, PartitionKey partitionKey) {
    /// The record of an event under the target's payload mode and partition key. The event itself is not
    /// modified.
    ///
    /// @throws dev.tmctl.target.InvalidInputException when the whole event was asked for and its data is not
    ///     the JSON that it says it is
    static StreamRecord of(CloudEvent event, KinesisTarget target) {
        byte[] bytes = switch (target.payloadMode()) {
            case FULL_EVENT -> JsonEventWriter.write(event);
            case DATA -> {
                CloudEventData data = event.getData();
                yield data == null ? new byte[0] : data.toBytes();
            }
        };
        return new StreamRecord(SdkBytes.fromByteArrayUnsafe(bytes), PartitionKeys.of(event, target));
    }

    /// What counts against the record limit and the request limit: data before Base64 plus the key's UTF-8
    /// bytes.
    ///
    /// @see <a href="https://docs.aws.amazon.com/streams/latest/dev/large-records.html">Large records</a>
    int sizeInBytes() {
        return data.asByteArrayUnsafe().length + partitionKey.sizeInBytes();
    }
}
