package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.cli.InstalledTmctl.Result;
import dev.tmctl.local.Clients;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;

/// A stream in the local Kinesis that gets numbered events, and what is in it.
final class NumberedStream {
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
    List<Map.Entry<String, Integer>> stored() {
        List<Map.Entry<String, Integer>> all = new ArrayList<>();
        try (KinesisClient client = Clients.of(kinesis)) {
            for (Shard shard : Clients.shards(client, name)) {
                for (Record record : Clients.readShard(client, name, shard.shardId())) {
                    String data = record.data().asUtf8String();
                    all.add(Map.entry(
                            shard.shardId() + "/" + record.sequenceNumber(),
                            Integer.parseInt(data.substring("{\"n\":".length(), data.indexOf(',')))));
                }
            }
        }
        return all;
    }

    /// The numbers that are stored, each once and in order.
    static List<Integer> numbers(List<Map.Entry<String, Integer>> stored) {
        return stored.stream().map(Map.Entry::getValue).distinct().sorted().toList();
    }
}
