package dev.tmctl.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tmctl.target.Auth;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.PartitionKey;
import dev.tmctl.target.SecretText;
import dev.tmctl.target.StreamArn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A Kinesis that takes requests and answers none of them before its gate is opened.
final class GatedKinesis implements AutoCloseable {

    private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());

    private final Semaphore arrived = new Semaphore(0);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    GatedKinesis() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = CBOR.readTree(exchange.getRequestBody().readAllBytes());
            int records = request.has("Records") ? request.get("Records").size() : 0;
            arrived.release(Math.max(1, records));
            gate.await();
            Map<String, Object> stored = Map.of("ShardId", "shardId-000000000000", "SequenceNumber", "1");
            byte[] body = CBOR.writeValueAsBytes(
                    records == 0 ? stored : Map.of("Records", Collections.nCopies(records, stored)));
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-cbor-1.1");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    KinesisTarget target() {
        return new KinesisTarget(
                "orders",
                StreamArn.parse("arn:aws:kinesis:eu-central-1:123456789012:stream/orders"),
                new PartitionKey("key"),
                new Auth.Credentials(new SecretText("AKIAEXAMPLE"), new SecretText("s3cret"), null, null),
                null,
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                null,
                false,
                null);
    }

    /// Whether that many records came within half a minute.
    boolean awaitRecords(int count) throws InterruptedException {
        return arrived.tryAcquire(count, 30, TimeUnit.SECONDS);
    }

    void open() {
        gate.countDown();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
