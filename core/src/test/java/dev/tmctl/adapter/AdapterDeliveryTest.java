package dev.tmctl.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.aws.AwsClients;
import dev.tmctl.delivery.Delivery;
import dev.tmctl.delivery.DeliveryFuture;
import dev.tmctl.delivery.DeliveryOptions;
import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.KinesisDelivery;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.delivery.engine.EngineListener;
import dev.tmctl.event.JsonEventWriter;
import dev.tmctl.local.LocalKinesis;
import dev.tmctl.local.LocalKinesisConfig;
import dev.tmctl.stream.StartingPosition;
import dev.tmctl.stream.StoredRecord;
import dev.tmctl.stream.StreamReader;
import dev.tmctl.target.Auth;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.PartitionKey;
import dev.tmctl.target.PartitionRule;
import dev.tmctl.target.PartitioningOptions;
import dev.tmctl.target.StreamArn;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/// Client, adapter and Kinesis as they are, all in this process.
class AdapterDeliveryTest {

    private static final String ARN = "arn:aws:kinesis:us-east-1:000000000000:stream/orders";

    private LocalKinesis kinesis;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        kinesis = LocalKinesis.start(LocalKinesisConfig.in(directory));
    }

    @AfterEach
    void stop() {
        kinesis.close();
    }

    private KinesisTarget target(boolean dataOnly) {
        return new KinesisTarget(
                "orders",
                StreamArn.parse(ARN),
                new PartitionKey("key"),
                new Auth.DefaultChain(),
                dataOnly,
                kinesis.endpoint(),
                null,
                true,
                null);
    }

    private void createStream() {
        try (AwsClients clients = new AwsClients(target(true), Map.of())) {
            KinesisClient client = clients.readClient();
            client.createStream(request -> request.streamName("orders").shardCount(1));
            client.waiter().waitUntilStreamExists(request -> request.streamName("orders"));
        }
    }

    private List<StoredRecord> stored(int count) throws InterruptedException {
        List<StoredRecord> records = new ArrayList<>();
        try (AwsClients clients = new AwsClients(target(true), Map.of());
                StreamReader reader = StreamReader.open(clients, new StartingPosition.Beginning())) {
            while (records.size() < count) {
                records.add(Objects.requireNonNull(reader.next(Duration.ofSeconds(20)), "no record in time"));
            }
        }
        return records;
    }

    private List<Outcome> deliver(boolean dataOnly, CloudEvent... events) throws IOException {
        try (AdapterServer adapter =
                        AdapterServer.start(new AdapterSettings(target(dataOnly), "127.0.0.1", 0, ""), Map.of());
                Delivery delivery = TestDeliveries.through(adapter.port())) {
            return delivery.deliver(List.of(events));
        }
    }

    private static CloudEventBuilder event(String id) {
        return CloudEventBuilder.v1()
                .withId(id)
                .withSource(URI.create("/shop/1"))
                .withType("order.created");
    }

    private static byte[] everyByte() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    /// What binary mode can't carry: data whose type means structured mode, and data of no bytes.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "application/cloudevents+json|{\"specversion\":\"1.0\",\"id\":\"in\",\"source\":\"/in\",\"type\":\"in\",\"data\":5}",
                "Application/CloudEvents-Batch+JSON; charset=utf-8|[]",
                "application/cloudevents|x",
                "text/plain|''",
                "none|''",
            })
    void carriesDataThatOtherModesWouldReadDifferently(@Nullable String type, String data) throws Exception {
        createStream();
        CloudEvent event = type == null
                ? event("1").withData(data.getBytes(UTF_8)).build()
                : event("1").withData(type, data.getBytes(UTF_8)).build();
        assertThat(deliver(false, event)).hasOnlyElementsOfType(Outcome.Delivered.class);
        assertThat(new String(stored(1).getFirst().data(), UTF_8))
                .isEqualTo(new String(JsonEventWriter.write(event), UTF_8));
    }

    /// An event of which no record can be made is the only one that fails.
    @Test
    void failsOnlyTheEventWithoutAKey() throws Exception {
        createStream();
        KinesisTarget plain = target(true);
        KinesisTarget target = new KinesisTarget(
                plain.name(),
                plain.arn(),
                plain.partitionKey(),
                plain.auth(),
                true,
                plain.endpoint(),
                null,
                true,
                new PartitioningOptions(PartitionRule.parse("data:/a"), false),
                null);
        CloudEvent good = event("1")
                .withData("application/json", "{\"a\":\"k\"}".getBytes(UTF_8))
                .build();
        CloudEvent bad = event("2")
                .withData("application/json", "{\"a\":\"\\ud800\"}".getBytes(UTF_8))
                .build();
        try (AdapterServer adapter = AdapterServer.start(new AdapterSettings(target, "127.0.0.1", 0, ""), Map.of());
                Delivery delivery = new AdapterDelivery(
                        URI.create("http://127.0.0.1:" + adapter.port()),
                        target,
                        DeliveryOptions.DEFAULT,
                        EngineListener.NONE)) {
            List<DeliveryFuture> futures = delivery.submit(List.of(good, bad, good));
            assertThat(futures.get(0).await(Duration.ofSeconds(20))).isInstanceOf(Outcome.Delivered.class);
            assertThat(futures.get(1).poll())
                    .isEqualTo(new Outcome.Failed(
                            FailureKind.INVALID_EVENT,
                            "InvalidEvent",
                            "data: holds half of a surrogate pair at /a, which is no partition key",
                            null,
                            0));
            assertThat(futures.get(2).await(Duration.ofSeconds(20))).isInstanceOf(Outcome.Delivered.class);
        }
    }

    @Test
    void storesEachEventAndNamesItsRecord() throws Exception {
        createStream();
        List<Outcome> outcomes = deliver(
                true,
                event("1")
                        .withData("application/json", "{ \"n\": 1.0 }".getBytes(UTF_8))
                        .build(),
                event("2").withData("application/octet-stream", everyByte()).build(),
                event("3").build());
        List<StoredRecord> records = stored(3);
        assertThat(outcomes)
                .containsExactlyElementsOf(records.stream()
                        .map(record ->
                                (Outcome) new Outcome.Delivered(record.shardId(), record.sequenceNumber(), "NONE"))
                        .toList());
        assertThat(records)
                .extracting(StoredRecord::data)
                .containsExactly("{ \"n\": 1.0 }".getBytes(UTF_8), everyByte(), new byte[0]);
        assertThat(records).extracting(StoredRecord::partitionKey).containsOnly("key");
    }

    @Test
    void carriesEveryAttribute() throws Exception {
        createStream();
        deliver(
                false,
                event("é % \"1\" 😀")
                        .withSubject("a b")
                        .withTime(OffsetDateTime.parse("2026-01-02T03:04:05.678Z"))
                        .withDataSchema(URI.create("https://example.com/schema"))
                        .withExtension("comexample", "ünï")
                        .withExtension("count", 7)
                        .withData("text/plain; charset=utf-8", "héllo".getBytes(UTF_8))
                        .build());
        assertThat(stored(1).getFirst().data())
                .asString(UTF_8)
                .isEqualTo("{\"specversion\":\"1.0\",\"id\":\"é % \\\"1\\\" \\uD83D\\uDE00\",\"source\":\"/shop/1\","
                        + "\"type\":\"order.created\",\"datacontenttype\":\"text/plain; charset=utf-8\","
                        + "\"dataschema\":\"https://example.com/schema\",\"subject\":\"a b\","
                        + "\"time\":\"2026-01-02T03:04:05.678Z\",\"comexample\":\"ünï\",\"count\":7,"
                        + "\"data\":\"héllo\"}");
    }

    /// Straight to Kinesis and through the adapter, a failure is the same but for its request id.
    private void failsAsItDoesDirectly(CloudEvent event, Outcome.Failed expected) throws Exception {
        Outcome.Failed direct;
        try (AwsClients clients = new AwsClients(target(true), Map.of());
                Delivery delivery = new KinesisDelivery(clients, DeliveryOptions.DEFAULT)) {
            direct = (Outcome.Failed) delivery.deliver(List.of(event)).getFirst();
        }
        Outcome.Failed adapted = (Outcome.Failed) deliver(true, event).getFirst();
        assertThat(adapted.requestId() == null).isEqualTo(direct.requestId() == null);
        assertThat(withoutId(direct)).isEqualTo(expected);
        assertThat(withoutId(adapted)).isEqualTo(expected);
    }

    private static Outcome.Failed withoutId(Outcome.Failed failure) {
        return new Outcome.Failed(failure.kind(), failure.code(), failure.message(), null, failure.attempts());
    }

    @Test
    void failsOnAMissingStreamAsDirectDeliveryDoes() throws Exception {
        failsAsItDoesDirectly(
                event("1").build(),
                new Outcome.Failed(
                        FailureKind.REFUSED,
                        "ResourceNotFoundException",
                        "Stream orders under account 000000000000 not found.",
                        null,
                        1));
    }

    @Test
    void failsOnTooMuchDataAsDirectDeliveryDoes() throws Exception {
        createStream();
        failsAsItDoesDirectly(
                event("1").withData("text/plain", new byte[1024 * 1024 - 2]).build(),
                new Outcome.Failed(
                        FailureKind.TOO_LARGE,
                        "RecordTooLarge",
                        "the record has 1048577 bytes with its partition key; the stream takes 1048576",
                        null,
                        0));
    }

    @Test
    void refusesAnEventThatNoHeaderCanCarryUnlessItGoesInABatch() throws Exception {
        createStream();
        CloudEvent odd =
                event("1").withData("text/plain; name=\"€\"", new byte[1]).build();
        CloudEvent plain = event("2").withData("text/plain", new byte[1]).build();
        assertThat(deliver(true, odd))
                .containsExactly(new Outcome.Failed(
                        FailureKind.INVALID_EVENT,
                        "InvalidEvent",
                        "datacontenttype: cannot be sent as the header Content-Type",
                        null,
                        0));
        assertThat(deliver(true, odd, plain)).hasOnlyElementsOfType(Outcome.Delivered.class);
    }
}
