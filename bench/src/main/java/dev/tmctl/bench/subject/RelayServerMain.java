package dev.tmctl.bench.subject;

import dev.tmctl.bench.stub.StubServer;
import dev.tmctl.http.HttpExchange;
import dev.tmctl.http.HttpServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/// The floor of anything that answers an HTTP request once Kinesis has acknowledged its body, with the adapter's HTTP
/// library and the bare SDK: bodies that came while the request before was under way go in the next one. It looks at no
/// event, retries nothing, counts nothing and logs nothing.
public final class RelayServerMain {
    private static final int MAX_RECORDS = 500;
    private static final String KEY = "ce-partitionkey";

    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final KinesisClient client;

    private record Waiting(byte[] body, String key, CompletableFuture<String> sequenceNumber) {}

    private RelayServerMain(KinesisClient client) {
        this.client = client;
    }

    public static void main(String[] arguments) throws Exception {
        URI endpoint = URI.create(System.getenv("AWS_ENDPOINT_URL_KINESIS"));
        RelayServerMain relay = new RelayServerMain(Clients.of(endpoint));
        Thread.ofVirtual().start(relay::send);
        HttpServer server = StubServer.start(null, relay::handle);
        Protocol.say("READY " + server.port(0));
        Protocol.awaitEnd();
        System.exit(0);
    }

    private void handle(HttpExchange exchange, byte[] body) {
        String given = exchange.header(KEY);
        Waiting waiting = new Waiting(body, given == null ? "fixed" : given, new CompletableFuture<>());
        queue.add(waiting);
        exchange.send(200, waiting.sequenceNumber().join().getBytes(StandardCharsets.US_ASCII));
    }

    private void send() {
        List<Waiting> batch = new ArrayList<>();
        while (true) {
            try {
                batch.add(queue.take());
            } catch (InterruptedException e) {
                return;
            }
            queue.drainTo(batch, MAX_RECORDS - 1);
            List<PutRecordsRequestEntry> entries = batch.stream()
                    .map(waiting -> PutRecordsRequestEntry.builder()
                            .data(SdkBytes.fromByteArrayUnsafe(waiting.body()))
                            .partitionKey(waiting.key())
                            .build())
                    .toList();
            List<String> numbers = client.putRecords(r -> r.streamName("bench").records(entries)).records().stream()
                    .map(PutRecordsResultEntry::sequenceNumber)
                    .toList();
            for (int i = 0; i < numbers.size(); i++) {
                batch.get(i).sequenceNumber().complete(numbers.get(i));
            }
            batch.clear();
        }
    }
}
