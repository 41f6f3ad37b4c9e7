package dev.tmctl.bench.stub;

import dev.tmctl.http.HttpExchange;
import dev.tmctl.http.HttpLimits;
import dev.tmctl.http.HttpListener;
import dev.tmctl.http.HttpServer;
import dev.tmctl.http.InFlight;
import dev.tmctl.http.Refusal;
import dev.tmctl.http.Refusals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// The adapter's HTTP server with nothing behind it, on 127.0.0.1.
public final class StubServer {
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int MAX_BODY_BYTES = 64 * 1024 * 1024;
    private static final Duration WAIT = Duration.ofSeconds(60);

    private StubServer() {}

    /// Answers a request whose body has been read.
    public interface Handler {
        void handle(HttpExchange exchange, byte[] body);
    }

    /// Starts it on a free port.
    ///
    /// @param tls what certificate is shown, or null for plain HTTP
    public static HttpServer start(@Nullable SSLContext tls, Handler handler) throws IOException {
        InFlight inFlight = new InFlight(Long.MAX_VALUE, MAX_BODY_BYTES, Integer.MAX_VALUE, WAIT);
        HttpListener listener = new HttpListener("127.0.0.1", 0, tls, exchange -> {
            exchange.enter(inFlight);
            handler.handle(exchange, exchange.body(MAX_BODY_BYTES));
        });
        return HttpServer.start(List.of(listener), HttpLimits.ofThisProcess(MAX_HEADER_BYTES), new ModelToMap());
    }

    private static final class ModelToMap implements Refusals {
        @Override
        public Body body(Refusal refusal) {
            return new Body(Map.of(), refusal.cause().getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void refused(Refusal refusal) {
            System.err.println("refused: " + refusal);
        }

        @Override
        public void failed(Throwable fault) {
            fault.printStackTrace();
        }
    }
}
