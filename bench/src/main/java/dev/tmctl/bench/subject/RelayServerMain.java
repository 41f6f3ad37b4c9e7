package dev.tmctl.bench.subject;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
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
    private static final HeaderName KEY = HeaderNames.create("ce-partitionkey");

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
        WebServer server = WebServer.builder()
                .address(InetAddress.ofLiteral("127.0.0.1"))
                .port(0)
                .connectionOptions(options -> options.tcpNoDelay(true))
                .routing(routing -> routing.any(relay::handle))
                .build()
                .start();
        Protocol.say("READY " + server.port());
        Protocol.awaitEnd();
        System.exit(0);
    }

    private void handle(ServerRequest request, ServerResponse response) throws IOException {
        byte[] body;
        try (InputStream in = request.content().inputStream()) {
            body = in.readAllBytes();
        }
        String key = request.headers().value(KEY).orElse("fixed");
        Waiting waiting = new Waiting(body, key, new CompletableFuture<>());
        queue.add(waiting);
        response.send(waiting.sequenceNumber().join());
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
