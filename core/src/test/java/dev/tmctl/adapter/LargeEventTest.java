package dev.tmctl.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.aws.AwsClients;
import dev.tmctl.delivery.Delivery;
import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.local.LocalKinesis;
import dev.tmctl.local.LocalKinesisConfig;
import dev.tmctl.stream.StartingPosition;
import dev.tmctl.stream.StoredRecord;
import dev.tmctl.stream.StreamReader;
import dev.tmctl.target.Auth;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.PartitionKey;
import dev.tmctl.target.StreamArn;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/// The largest event there is, all the way through client, adapter and Kinesis and back.
class LargeEventTest {

    private static final int LARGEST = 10 * 1024 * 1024 - "key".length();

    private static CloudEvent event(byte[] data) {
        return CloudEventBuilder.v1()
                .withId("1")
                .withSource(URI.create("/s"))
                .withType("t")
                .withData("application/octet-stream", data)
                .build();
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @Test
    void isStoredToTheByteAndOneByteMoreIsRefused(@TempDir Path directory) throws Exception {
        try (LocalKinesis kinesis = LocalKinesis.start(LocalKinesisConfig.in(directory))) {
            KinesisTarget target = new KinesisTarget(
                    "orders",
                    StreamArn.parse("arn:aws:kinesis:us-east-1:000000000000:stream/orders"),
                    new PartitionKey("key"),
                    new Auth.DefaultChain(),
                    null,
                    kinesis.endpoint(),
                    null,
                    true,
                    null);
            try (AwsClients clients = new AwsClients(target, Map.of());
                    AdapterServer adapter =
                            AdapterServer.start(new AdapterSettings(target, "127.0.0.1", 0, ""), Map.of());
                    Delivery delivery = TestDeliveries.through(adapter.port())) {
                KinesisClient client = clients.readClient();
                client.createStream(
                        request -> request.streamName("orders").shardCount(1).maxRecordSizeInKiB(10_240));
                client.waiter().waitUntilStreamExists(request -> request.streamName("orders"));
                byte[] data = noise(LARGEST);
                List<Outcome> outcomes = delivery.deliver(List.of(event(data), event(noise(LARGEST + 1))));
                assertThat(outcomes.getFirst()).isInstanceOf(Outcome.Delivered.class);
                assertThat(outcomes.getLast())
                        .isEqualTo(new Outcome.Failed(
                                FailureKind.TOO_LARGE,
                                "RecordTooLarge",
                                "the record has 10485761 bytes with its partition key; the stream takes 10485760",
                                null,
                                0));
                try (StreamReader reader = StreamReader.open(clients, new StartingPosition.Beginning())) {
                    StoredRecord record = Objects.requireNonNull(reader.next(Duration.ofSeconds(30)));
                    assertThat(record.data()).isEqualTo(data);
                    assertThat(reader.next(Duration.ofMillis(500))).isNull();
                }
            }
        }
    }
}
