package dev.tmctl.bench.stub;

import dev.tmctl.bench.stub.Ledger.Entry;
import io.helidon.common.tls.Tls;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;

/// A Kinesis endpoint of one stream that stores numbers instead of records and answers after a set time. Requests do
/// not wait for each other.
public final class KinesisStub implements AutoCloseable {
    private static final HeaderName TARGET = HeaderNames.create("X-Amz-Target");
    private static final HeaderName REQUEST_ID = HeaderNames.create("x-amzn-RequestId");
    private static final Duration IDLE = Duration.ofMinutes(5);
    private static final int BACKLOG = 1024;

    private final Ledger ledger;
    private final long latencyMillis;
    private final WebServer server;

    private KinesisStub(Ledger ledger, long latencyMillis, WebServerConfig.Builder config) {
        this.ledger = ledger;
        this.latencyMillis = latencyMillis;
        this.server = config.address(InetAddress.ofLiteral("127.0.0.1"))
                .port(0)
                .backlog(BACKLOG)
                .shutdownHook(false)
                .shutdownGracePeriod(Duration.ofMillis(100))
                .connectionOptions(options -> options.tcpNoDelay(true).readTimeout(IDLE))
                .routing(routing -> routing.any(this::handle))
                .build()
                .start();
    }

    /// Starts it without TLS.
    public static KinesisStub start(Ledger ledger, long latencyMillis) {
        return new KinesisStub(ledger, latencyMillis, WebServer.builder());
    }

    /// Starts it with TLS.
    public static KinesisStub start(Ledger ledger, long latencyMillis, SSLContext tls) {
        return new KinesisStub(
                ledger,
                latencyMillis,
                WebServer.builder().tls(Tls.builder().sslContext(tls).build()));
    }

    /// Where it listens on 127.0.0.1.
    public int port() {
        return server.port();
    }

    private void handle(ServerRequest request, ServerResponse response) throws IOException, InterruptedException {
        byte[] body = body(request);
        String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("application/x-amz-json-1.1");
        String target = request.headers().first(TARGET).orElse("");
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
        response.header(HeaderNames.CONTENT_TYPE, type);
        response.header(REQUEST_ID, "00000000-0000-0000-0000-000000000000");
        response.send(answer);
    }

    private static byte[] body(ServerRequest request) throws IOException {
        long length = request.headers().contentLength().orElse(-1);
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        try (InputStream in = request.content().inputStream()) {
            return length < 0 ? in.readAllBytes() : in.readNBytes((int) length);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
