package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.aws.AwsAccess;
import dev.tmctl.cli.InstalledTmctl.Result;
import dev.tmctl.stream.StartingPosition;
import dev.tmctl.stream.StoredRecord;
import dev.tmctl.stream.StreamReader;
import dev.tmctl.target.Auth;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.PartitionKey;
import dev.tmctl.target.StreamArn;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A stream in the local Kinesis that gets numbered events, and what is in it.
final class NumberedStream {
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final String name;
    private final URI kinesis;

    /// Creates the target, and with it the stream and an adapter.
    NumberedStream(InstalledTmctl tmctl, String name, String... more) throws IOException, InterruptedException {
        this.name = name;
        List<String> create = new ArrayList<>(List.of(
                "create",
                "target",
                "awskinesis",
                "--local",
                "--name",
                name,
                "--partition",
                "key",
                "--partition-from",
                "data:/k"));
        create.addAll(List.of(more));
        Result created = tmctl.run(create.toArray(String[]::new));
        assertThat(created.code()).as(created.err()).isZero();
        this.kinesis = tmctl.localKinesis();
    }

    /// A file of numbered events over fifty keys.
    static Path file(Path folder, int events) throws IOException {
        Path file = folder.resolve("events-" + events + ".ndjson");
        StringBuilder lines = new StringBuilder();
        for (int number = 0; number < events; number++) {
            lines.append(line(number));
        }
        return Files.writeString(file, lines);
    }

    /// One event and its line end.
    static String line(int number) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + number + "\",\"source\":\"/numbers\",\"type\":\"number\","
                + "\"data\":{\"n\":" + number + ",\"k\":\"key-" + number % 50 + "\"}}\n";
    }

    /// The numbers that are stored and where each is, as `shard/sequence`; several where it is stored more than once.
    List<Map.Entry<String, Integer>> stored() throws InterruptedException {
        KinesisTarget target = new KinesisTarget(
                name,
                StreamArn.parse("arn:aws:kinesis:us-east-1:000000000000:stream/" + name),
                new PartitionKey("key"),
                new Auth.DefaultChain(),
                null,
                kinesis,
                null,
                true,
                null);
        List<Map.Entry<String, Integer>> all = new ArrayList<>();
        try (AwsAccess access = new AwsAccess(target, Map.of());
                StreamReader reader = StreamReader.open(access, new StartingPosition.Beginning())) {
            for (StoredRecord record = reader.next(Duration.ofSeconds(20));
                    record != null;
                    record = reader.next(QUIET)) {
                String data = new String(record.data(), StandardCharsets.UTF_8);
                all.add(Map.entry(
                        record.shardId() + "/" + record.sequenceNumber(),
                        Integer.parseInt(data.substring("{\"n\":".length(), data.indexOf(',')))));
            }
        }
        return all;
    }

    /// The numbers that are stored, each once and in order.
    static List<Integer> numbers(List<Map.Entry<String, Integer>> stored) {
        return stored.stream().map(Map.Entry::getValue).distinct().sorted().toList();
    }
}
