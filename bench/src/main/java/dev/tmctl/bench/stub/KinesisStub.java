package dev.tmctl.bench.stub;

import dev.tmctl.bench.stub.Ledger.Entry;
import dev.tmctl.http.HttpExchange;
import dev.tmctl.http.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A Kinesis endpoint of one stream that stores numbers instead of records and answers after a set time. Requests do
/// not wait for each other.
public final class KinesisStub implements AutoCloseable {
    private static final String TARGET = "X-Amz-Target";
    private static final String REQUEST_ID = "x-amzn-RequestId";

    private final Ledger ledger;
    private final long latencyMillis;
    private final HttpServer server;

    private KinesisStub(Ledger ledger, long latencyMillis, @Nullable SSLContext tls) throws IOException {
        this.ledger = ledger;
        this.latencyMillis = latencyMillis;
        this.server = StubServer.start(tls, this::handle);
    }

    /// Starts it without TLS.
    public static KinesisStub start(Ledger ledger, long latencyMillis) throws IOException {
        return new KinesisStub(ledger, latencyMillis, null);
    }

    /// Starts it with TLS.
    public static KinesisStub start(Ledger ledger, long latencyMillis, SSLContext tls) throws IOException {
        return new KinesisStub(ledger, latencyMillis, tls);
    }

    /// Where it listens on 127.0.0.1.
    public int port() {
        return server.port(0);
    }

    private void handle(HttpExchange exchange, byte[] body) {
        try {
            answer(exchange, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        String type = Objects.requireNonNullElse(exchange.header("Content-Type"), "application/x-amz-json-1.1");
        String target = Objects.requireNonNullElse(exchange.header(TARGET), "");
        String operation = target.substring(target.indexOf('.') + 1);
        PutCodec codec = PutCodec.of(type);
        byte[] answer = switch (operation) {
            case "PutRecords" -> {
                List<Entry> entries = codec.read(body);
                yield codec.answers(entries, ledger.store(entries));
            }
            case "PutRecord" -> {
                List<Entry> entries = codec.read(body);
                yield codec.answer(entries.getFirst(), ledger.store(entries));
            }
            default -> Shards.answer(operation, codec.factory());
        };
        if (latencyMillis > 0) {
            Thread.sleep(latencyMillis);
        }
        exchange.responseHeader("Content-Type", type)
                .responseHeader(REQUEST_ID, "00000000-0000-0000-0000-000000000000")
                .send(200, answer);
    }

    @Override
    public void close() {
        server.close();
    }
}
