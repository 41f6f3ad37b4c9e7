package dev.tmctl.bench;

import dev.tmctl.bench.process.ChildJvm;
import dev.tmctl.bench.stub.Ledger;
import dev.tmctl.bench.stub.Ledger.BulkResult;
import dev.tmctl.bench.stub.Ledger.Entry;
import dev.tmctl.bench.subject.Clients;
import dev.tmctl.bench.subject.LocalKinesisMain;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/// The embedded local Kinesis in a process of its own; what it stored is read back from it.
final class LocalEndpoint implements Rig.Endpoint, AutoCloseable {
    private static final int SHARDS = 4;

    private final ChildJvm child;
    private final KinesisClient client;
    private final URI uri;

    /// Starts one with its data in a folder.
    LocalEndpoint(Path folder) throws IOException {
        Path data = folder.resolve("local-" + System.nanoTime());
        child = ChildJvm.start(
                folder, ChildJvm.SERVER_FLAGS, Map.of(), LocalKinesisMain.class, List.of(data.toString()));
        uri = URI.create("http://127.0.0.1:" + child.await("READY"));
        client = Clients.of(uri);
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public URI uri() {
        return uri;
    }

    /// The process that it runs in.
    long pid() {
        return child.pid();
    }

    @Override
    public void clear() {
        try {
            client.deleteStream(r -> r.streamName("bench"));
            client.waiter().waitUntilStreamNotExists(r -> r.streamName("bench"));
        } catch (ResourceNotFoundException e) {
            // nothing to forget
        }
        create(client, SHARDS);
    }

    /// Makes the stream at any endpoint.
    static void create(KinesisClient client, int shards) {
        client.createStream(r -> r.streamName("bench").shardCount(shards));
        client.waiter().waitUntilStreamExists(r -> r.streamName("bench"));
    }

    @Override
    public BulkResult result() {
        Ledger ledger = new Ledger();
        for (Shard shard : client.listShards(r -> r.streamName("bench")).shards()) {
            String iterator = client.getShardIterator(r -> r.streamName("bench")
                            .shardId(shard.shardId())
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                    .shardIterator();
            for (boolean more = true; more; ) {
                String from = iterator;
                GetRecordsResponse page = client.getRecords(r -> r.shardIterator(from));
                ledger.store(page.records().stream()
                        .map(record -> new Entry(
                                record.partitionKey(), "", record.data().asByteArrayUnsafe()))
                        .toList());
                iterator = page.nextShardIterator();
                more = !page.records().isEmpty();
            }
        }
        return ledger.result();
    }

    @Override
    public void close() throws IOException {
        client.close();
        child.close();
    }
}
