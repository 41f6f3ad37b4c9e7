package dev.tmctl.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// HTTP/1.1 as RFC 9110 and RFC 9112 have it, and what breaks it, at both servers. After each case a good request is
/// answered, and nothing is held.
class Http1TortureTest extends TorturedServers {
    private static final String SMUGGLED = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @AfterEach
    void serves() {
        subjects().forEach(subject -> server(subject).assertServes());
    }

    private static String chunked(String chunks) {
        return "Transfer-Encoding: chunked\r\n\r\n" + chunks;
    }

    private static Stream<Arguments> both(String... cases) {
        return subjects().flatMap(subject -> Stream.of(cases).map(one -> Arguments.of(subject, one)));
    }

    static Stream<Arguments> wellFormed() {
        return both(
                "Content-Length: 2\r\n\r\n{}",
                "content-length:2\r\n\r\n{}",
                "Content-Length: \t 2 \t \r\n\r\n{}",
                "Content-Encoding: identity\r\nContent-Length: 2\r\n\r\n{}",
                "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n{}",
                "Connection: keep-alive\r\nContent-Length: 2\r\n\r\n{}",
                "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n"
                        + "Content-Length: 2\r\n\r\n{}",
                "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n"
                        + chunked("2\r\n{}\r\n0\r\n\r\n"),
                chunked("2\r\n{}\r\n0\r\n\r\n"),
                "Transfer-Encoding: CHUNKED\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                chunked("1\r\n{\r\n1\r\n}\r\n0\r\n\r\n"),
                chunked("2;name=value;other=\"quoted; text\";flag\r\n{}\r\n0;last\r\n\r\n"),
                chunked("0000002\r\n{}\r\n00\r\n\r\n"),
                chunked("2\r\n{}\r\n0\r\nTrailer-One: 1\r\nTrailer-Two: 2\r\n\r\n"));
    }

    @ParameterizedTest
    @MethodSource("wellFormed")
    void takesWhatIsWellFormed(String subject, String rest) throws IOException {
        HttpSubject server = server(subject);
        try (RawConnection connection = new RawConnection(server.port())) {
            for (int i = 0; i < 2; i++) {
                RawConnection.Response response =
                        connection.send(server.head("POST / HTTP/1.1") + rest).read();
                if (response.status() == 100) {
                    response = connection.read();
                }
                assertThat(response.status()).as(response.toString()).isEqualTo(200);
                assertThat(response.headers()).doesNotContainKey("connection");
            }
            // requests that are sent at once are answered in order
            connection.send(server.good() + server.good());
            assertThat(connection.read().status()).isEqualTo(200);
            assertThat(connection.read().status()).isEqualTo(200);
        }
    }

    static Stream<Arguments> malformed() {
        return both(
                // two lengths, or none that is clear
                "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                "Content-Length: 2, 3\r\n\r\n{}",
                "Content-Length: +2\r\n\r\n{}",
                "Content-Length: -2\r\n\r\n{}",
                "Content-Length: 0x2\r\n\r\n{}",
                "Content-Length: 2 3\r\n\r\n{}",
                "Content-Length: \r\n\r\n{}",
                "Content-Length: 99999999999999999999\r\n\r\n{}",
                "Transfer-Encoding: chunked, identity\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                "Transfer-Encoding: xchunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                "Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                // headers
                "Folded: one\r\n two\r\nContent-Length: 2\r\n\r\n{}",
                " Folded: one\r\nContent-Length: 2\r\n\r\n{}",
                "Content-Length : 2\r\n\r\n{}",
                "Transfer-Encoding : chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                "No colon\r\nContent-Length: 2\r\n\r\n{}",
                ": no name\r\nContent-Length: 2\r\n\r\n{}",
                "Name(: 1\r\nContent-Length: 2\r\n\r\n{}",
                "Nul: a\0b\r\nContent-Length: 2\r\n\r\n{}",
                "Return: a\rb\r\nContent-Length: 2\r\n\r\n{}",
                "Content-Length: 2\n\n{}",
                "Host: other\r\nContent-Length: 2\r\n\r\n{}",
                "Expect: 200-ok\r\nContent-Length: 2\r\n\r\n{}",
                // chunks
                chunked("+2\r\n{}\r\n0\r\n\r\n"),
                chunked("-2\r\n{}\r\n0\r\n\r\n"),
                chunked("0x2\r\n{}\r\n0\r\n\r\n"),
                chunked("2 \r\n{}\r\n0\r\n\r\n".replace(" ", "g")),
                chunked("\r\n2\r\n{}\r\n0\r\n\r\n"),
                chunked("1\r\n{}\r\n0\r\n\r\n"),
                chunked("3\r\n{}\r\n0\r\n\r\n"),
                chunked("2\r\n{}0\r\n\r\n"),
                chunked("2\n{}\n0\n\n"),
                chunked("FFFFFFFFFFFFFFFF2\r\n{}\r\n0\r\n\r\n"),
                chunked("2;" + "x".repeat(100_000) + "\r\n{}\r\n0\r\n\r\n"),
                chunked("2\r\n{}\r\n0\r\nBad trailer\r\n\r\n"));
    }

    /// Nothing that follows what is refused is read as a request.
    @ParameterizedTest
    @MethodSource("malformed")
    void refusesWhatIsMalformedAndWhatFollows(String subject, String rest) throws IOException {
        HttpSubject server = server(subject);
        try (RawConnection connection = new RawConnection(server.port())) {
            RawConnection.Response response = connection
                    .send(server.head("POST / HTTP/1.1") + rest + SMUGGLED + SMUGGLED)
                    .read();
            assertThat(response.status()).as(response.toString()).isBetween(400, 501);
            assertThat(response.headers()).containsEntry("connection", "close");
            assertThat(response.body()).isNotBlank();
            assertThat(connection.isClosed()).isTrue();
        }
    }

    static Stream<Arguments> requestLines() {
        return both(
                "POST / HTTP/1.1 extra",
                "POST / HTTP/2.0",
                "POST / HTTP/3.0",
                "POST / HTTP/1.2",
                "POST /\0 HTTP/1.1",
                "POST",
                "P(ST / HTTP/1.1",
                "POST http://evil.example/ HTTP/1.1",
                "POST http:///x HTTP/1.1",
                "CONNECT localhost:80 HTTP/1.1",
                "PRI * HTTP/2.0",
                "TRACE / HTTP/1.1",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc");
    }

    @ParameterizedTest
    @MethodSource("requestLines")
    void refusesRequestLines(String subject, String line) throws IOException {
        HttpSubject server = server(subject);
        try (RawConnection connection = new RawConnection(server.port())) {
            RawConnection.Response response = connection
                    .send(server.head(line) + "Content-Length: 2\r\n\r\n{}")
                    .read();
            assertThat(response.status()).as(response.toString()).isBetween(400, 505);
            assertThat(response.body()).isNotBlank();
        }
    }

    static Stream<Arguments> hosts() {
        return both("", "Host: evil.example", "Host: a b", "Host: localhost\r\nHost: localhost", "Host: local\0host");
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void refusesHosts(String subject, String host) throws IOException {
        HttpSubject server = server(subject);
        try (RawConnection connection = new RawConnection(server.port())) {
            RawConnection.Response response = connection
                    .send(server.good().replace("Host: localhost\r\n", host.isEmpty() ? "" : host + "\r\n"))
                    .read();
            assertThat(response.status()).as(response.toString()).isIn(400, 403);
            assertThat(response.body()).isNotBlank();
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void takesAnAbsoluteTarget(String subject) throws IOException {
        HttpSubject server = server(subject);
        try (RawConnection connection = new RawConnection(server.port())) {
            String good = server.good().replace("POST / ", "POST http://localhost:8080/x?y ");
            assertThat(connection.send(good).read().status()).isEqualTo(200);
            String evil = good.replace("Host: localhost\r\n", "Host: evil.example\r\n");
            assertThat(connection.send(evil).read().status()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void closesWhenTheClientAsksForIt(String subject) throws IOException {
        HttpSubject server = server(subject);
        String rest = "Content-Length: 2\r\n\r\n{}";
        for (String head : List.of(
                server.head("POST / HTTP/1.1") + "Connection: close\r\n",
                server.head("POST / HTTP/1.1") + "Connection: keep-alive, Close\r\n",
                server.head("POST / HTTP/1.0"),
                server.head("POST / HTTP/1.0").replace("Host: localhost\r\n", ""))) {
            try (RawConnection connection = new RawConnection(server.port())) {
                RawConnection.Response response =
                        connection.send(head + rest + SMUGGLED).read();
                assertThat(response.status()).as(response.toString()).isEqualTo(200);
                assertThat(connection.isClosed()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void keepsAConnectionOfHttp10ThatAsksForIt(String subject) throws IOException {
        HttpSubject server = server(subject);
        try (RawConnection connection = new RawConnection(server.port())) {
            for (int i = 0; i < 3; i++) {
                RawConnection.Response response = connection
                        .send(server.head("POST / HTTP/1.0") + "Connection: keep-alive\r\nContent-Length: 2\r\n\r\n{}")
                        .read();
                assertThat(response.status()).isEqualTo(200);
                assertThat(response.headers()).containsEntry("connection", "keep-alive");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void answersHeadWithoutABody(String subject) throws IOException {
        HttpSubject server = server(subject);
        try (RawConnection connection = new RawConnection(server.port())) {
            for (String path : List.of("/healthz", "/healthz")) {
                connection.send("HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
                RawConnection.Response response = connection.readHead();
                assertThat(response.status()).isEqualTo(200);
                assertThat(response.headers()).containsEntry("content-length", "3");
            }
            assertThat(connection.send(server.good()).read().status()).isEqualTo(200);
        }
    }

    /// Whoever waits for 100 before it sends its body gets it, or the refusal in its place.
    @ParameterizedTest
    @MethodSource("subjects")
    void answersAnExpectation(String subject) throws IOException {
        HttpSubject server = server(subject);
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(server.head("POST / HTTP/1.1") + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(connection.read().line()).isEqualTo("HTTP/1.1 100 Continue");
            assertThat(connection.send("{}").read().status()).isEqualTo(200);
        }
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(
                    server.head("POST / HTTP/1.1") + "Expect: 100-continue\r\nContent-Length: 1000000000\r\n\r\n");
            assertThat(connection.read().status()).isEqualTo(413);
            assertThat(connection.isClosed()).isTrue();
        }
    }

    /// A sender that reads only when it has written everything gets to see why it is refused.
    @ParameterizedTest
    @MethodSource("subjects")
    void letsASenderReadTheRefusal(String subject) throws IOException {
        HttpSubject server = server(subject);
        byte[] megabyte = new byte[1024 * 1024];
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(server.head("POST / HTTP/1.1") + "Content-Length: " + 40 * megabyte.length + "\r\n\r\n");
            RawConnection.Response response =
                    connection.sendAsFarAsPossible(megabyte, 40).read();
            assertThat(response.status()).isEqualTo(413);
            assertThat(connection.isClosed()).isTrue();
        }
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(server.head("POST / HTTP/1.1") + "Transfer-Encoding: chunked\r\n\r\n19000000\r\n");
            RawConnection.Response response =
                    connection.sendAsFarAsPossible(megabyte, 40).read();
            assertThat(response.status()).isEqualTo(413);
            assertThat(connection.isClosed()).isTrue();
        }
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(server.head("POST / HTTP/1.1"));
            RawConnection.Response response = connection
                    .sendAsFarAsPossible(
                            ("Long: " + "x".repeat(60_000) + "\r\n").getBytes(StandardCharsets.US_ASCII), 20)
                    .read();
            assertThat(response.status()).isEqualTo(431);
            assertThat(connection.isClosed()).isTrue();
        }
    }

    /// A body of unknown length takes no room before it is there.
    @ParameterizedTest
    @MethodSource("subjects")
    void servesSmallChunkedRequestsBesideThoseThatSendNothing(String subject) throws Exception {
        HttpSubject server = server(subject);
        List<RawConnection> waiting = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                RawConnection connection = new RawConnection(server.port());
                waiting.add(connection);
                String length = i % 2 == 0 ? "Transfer-Encoding: chunked" : "Content-Length: 16000000";
                connection.send(server.head("POST / HTTP/1.1") + length + "\r\n\r\n");
            }
            List<CompletableFuture<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                answers.add(CompletableFuture.supplyAsync(
                        () -> {
                            try (RawConnection connection = new RawConnection(server.port())) {
                                return connection
                                        .send(server.head("POST / HTTP/1.1") + chunked("2\r\n{}\r\n0\r\n\r\n"))
                                        .read()
                                        .status();
                            } catch (IOException e) {
                                throw new AssertionError(e);
                            }
                        },
                        Thread::startVirtualThread));
            }
            for (CompletableFuture<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        } finally {
            for (RawConnection connection : waiting) {
                connection.close();
            }
        }
    }
}
