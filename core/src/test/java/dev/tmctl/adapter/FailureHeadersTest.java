package dev.tmctl.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.http.HttpHandler;
import dev.tmctl.http.HttpLimits;
import dev.tmctl.http.HttpListener;
import dev.tmctl.http.HttpServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Failures on their way from an adapter to its client, through a real server and a real client.
class FailureHeadersTest {

    static Stream<Outcome.Failed> failures() {
        Stream<Outcome.Failed> everyKind = Stream.of(FailureKind.values())
                .map(kind -> new Outcome.Failed(kind, "SomeException", "why", "request-1", 3));
        return Stream.concat(
                everyKind,
                Stream.of(
                        new Outcome.Failed(FailureKind.SERVICE, "Code", "why", null, 0),
                        new Outcome.Failed(FailureKind.SERVICE, "com.example#Odd \"Code\" €%", "é: why", "id €", 12),
                        new Outcome.Failed(FailureKind.SERVICE, "X", "line\r\nSet-Cookie: a=b", "a\r\nb: c", 1)));
    }

    private static Outcome.Failed overHttp(int status, Outcome.Failed failure, String body) throws Exception {
        HttpHandler failing = exchange -> {
            FailureHeaders.write(exchange, failure);
            exchange.send(status, body.getBytes(StandardCharsets.UTF_8));
        };
        HttpServer server = HttpServer.start(
                List.of(new HttpListener("127.0.0.1", 0, failing)),
                HttpLimits.ofThisProcess(8192),
                new AdapterRefusals(new EventLog(), new AdapterMetrics("", "", true)));
        URI adapter = URI.create("http://127.0.0.1:" + server.port(0) + "/");
        try (AdapterHttp http = new AdapterHttp(adapter, Duration.ofSeconds(10))) {
            AdapterHttp.Answer answer = http.exchange(http.get("/"));
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("set-cookie")).isEmpty();
            assertThat(answer.header("b")).isEmpty();
            return FailureHeaders.read(answer);
        } finally {
            server.close();
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void bringTheFailureAcrossWhateverTheStatus(Outcome.Failed failure) throws Exception {
        String body = "error publishing to kinesis: " + failure.code() + ": " + failure.message();
        Outcome.Failed expected = new Outcome.Failed(
                failure.kind(),
                failure.code(),
                FailureAnswer.line(failure.message()),
                failure.requestId(),
                failure.attempts());
        assertThat(overHttp(500, failure, body)).isEqualTo(expected);
        assertThat(overHttp(400, failure, failure.code() + ": " + failure.message()))
                .isEqualTo(expected);
    }

    @Test
    void leaveAMessageThatSaysMoreThanTheCode() throws Exception {
        Outcome.Failed failure = new Outcome.Failed(FailureKind.REFUSED, "Code", "why", null, 1);
        assertThat(overHttp(500, failure, "2 of 3 events not stored: error publishing to kinesis: Code: why")
                        .message())
                .isEqualTo("2 of 3 events not stored: error publishing to kinesis: Code: why");
    }
}
