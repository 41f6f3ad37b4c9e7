package dev.tmctl.delivery;

import dev.tmctl.aws.AwsClients;
import dev.tmctl.target.Auth;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.PartitionKey;
import dev.tmctl.target.PartitionRule;
import dev.tmctl.target.PartitioningOptions;
import dev.tmctl.target.SecretText;
import dev.tmctl.target.StreamArn;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Sends events with a number each, and counts what became of them.
public final class NumberedEvents {
    /// How many keys the events are spread over.
    public static final int KEYS = 50;

    /// Patient, but not with pauses that a test would feel.
    public static final DeliveryOptions OPTIONS = DeliveryOptions.DEFAULT
            .withDeadline(Duration.ofSeconds(60))
            .withAttemptTimeout(Duration.ofSeconds(5))
            .withBackoff(Duration.ofMillis(2), Duration.ofMillis(20));

    private static final int SLICE_BITS = 6;
    private static final List<String> NAMES = names();

    private NumberedEvents() {}

    /// What became of a run.
    ///
    /// @param lost acknowledged, but not in the stream under the sequence number that was acknowledged
    /// @param duplicated stored more than once
    /// @param outOfOrder stored for the first time behind a later one of its key
    /// @param failed not acknowledged, by error code
    public record Verdict(int lost, int duplicated, int outOfOrder, Map<String, Integer> failed) {}

    /// Keys of which no two fall into the same of 64 equal parts of the hash keys, so that none shares the pace that
    /// the engine keeps for a throttled shard.
    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (int part = 0, suffix = 0; part < KEYS; suffix++) {
            String name = "key-" + part + "-" + suffix;
            if (FaultyStream.hash(name).shiftRight(128 - SLICE_BITS).intValue() == part) {
                names.add(name);
                part++;
            }
        }
        return names;
    }

    /// The event with a number; its data says its partition key.
    public static CloudEvent event(int number) {
        String data = "{\"n\":" + number + ",\"k\":\"" + NAMES.get(number % KEYS) + "\"}";
        return CloudEventBuilder.v1()
                .withId(Integer.toString(number))
                .withSource(URI.create("/numbers"))
                .withType("number")
                .withDataContentType("application/json")
                .withData(data.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    /// The number of an event from what is stored of it.
    public static int number(String data) {
        return Integer.parseInt(data.substring("{\"n\":".length(), data.indexOf(',')));
    }

    /// A target whose records take their keys from their data.
    public static KinesisTarget target(URI endpoint, boolean ordered) {
        return new KinesisTarget(
                "orders",
                StreamArn.parse("arn:aws:kinesis:eu-central-1:123456789012:stream/orders"),
                new PartitionKey("fallback"),
                new Auth.Credentials(new SecretText("AKIAEXAMPLE"), new SecretText("s3cret"), null, null),
                null,
                endpoint,
                null,
                false,
                new PartitioningOptions(PartitionRule.parse("data:/k"), ordered),
                null);
    }

    /// Sends so many events and waits for all.
    public static Verdict send(FaultyKinesis kinesis, boolean ordered, int events) throws InterruptedException {
        try (AwsClients clients = new AwsClients(target(kinesis.endpoint(), ordered), Map.of())) {
            return send(kinesis, clients, OPTIONS, events);
        }
    }

    /// The same with credentials and options of its own.
    public static Verdict send(FaultyKinesis kinesis, AwsClients clients, DeliveryOptions options, int events)
            throws InterruptedException {
        try (KinesisDelivery delivery = new KinesisDelivery(clients, options)) {
            List<DeliveryFuture> receipts = new ArrayList<>(events);
            for (int number = 0; number < events; number++) {
                receipts.add(delivery.submit(event(number)));
            }
            List<Outcome> outcomes = new ArrayList<>(events);
            for (DeliveryFuture future : receipts) {
                outcomes.add(future.await());
            }
            return judge(kinesis.stream(), outcomes);
        }
    }

    /// Holds outcomes, in the order of the numbers, against what is stored.
    public static Verdict judge(FaultyStream stream, List<Outcome> outcomes) {
        Map<Integer, Set<String>> places = new HashMap<>();
        Map<String, Integer> highest = new HashMap<>();
        int stored = 0;
        int outOfOrder = 0;
        for (FaultyStream.Stored record : stream.records()) {
            int number = number(record.data());
            stored++;
            if (places.computeIfAbsent(number, n -> new HashSet<>())
                            .add(record.shardId() + "/" + record.sequenceNumber())
                    && places.getOrDefault(number, Set.of()).size() == 1) {
                outOfOrder += number < highest.getOrDefault(record.key(), -1) ? 1 : 0;
                highest.merge(record.key(), number, Math::max);
            }
        }
        int lost = 0;
        Map<String, Integer> failed = new TreeMap<>();
        for (int number = 0; number < outcomes.size(); number++) {
            switch (outcomes.get(number)) {
                case Outcome.Delivered place -> {
                    String name = place.shardId() + "/" + place.sequenceNumber();
                    lost += places.getOrDefault(number, Set.of()).contains(name) ? 0 : 1;
                }
                case Outcome.Failed failure -> failed.merge(failure.code(), 1, Integer::sum);
            }
        }
        return new Verdict(lost, stored - places.size(), outOfOrder, failed);
    }
}
