package dev.tmctl.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// HTTP/2 with prior knowledge, as RFC 9113 has it, and what breaks it, at both servers. After each case a
/// good request is answered, and nothing is held.
class Http2TortureTest extends TorturedServers {
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.US_ASCII);
    private static final int CANCEL = 8;

    @AfterEach
    void serves() throws IOException {
        for (String subject : subjects().toList()) {
            HttpSubject server = server(subject);
            server.assertServes();
            try (Http2Client client = new Http2Client(server.port())) {
                assertAnswers(client, server, 1);
            }
        }
    }

    private static Map<String, String> headers(HttpSubject server, String... more) {
        Map<String, String> headers = new LinkedHashMap<>();
        server.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        for (int i = 0; i < more.length; i += 2) {
            headers.put(more[i], more[i + 1]);
        }
        return headers;
    }

    private static void assertAnswers(Http2Client client, HttpSubject server, int stream) throws IOException {
        client.begin(stream, false, "POST", headers(server, "content-length", "2"));
        client.send(Http2Client.DATA, Http2Client.END_STREAM, stream, BODY);
        assertThat(new String(client.response(stream), StandardCharsets.UTF_8)).startsWith("{\"S");
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void answersOneStreamAfterTheOther(String subject) throws IOException {
        HttpSubject server = server(subject);
        try (Http2Client client = new Http2Client(server.port())) {
            for (int stream = 1; stream < 100; stream += 2) {
                assertAnswers(client, server, stream);
            }
        }
    }

    /// Go's client ends each body of unknown length with an empty frame.
    @ParameterizedTest
    @MethodSource("subjects")
    void takesBodiesOfUnknownLengthInManyFrames(String subject) throws IOException {
        HttpSubject server = server(subject);
        try (Http2Client client = new Http2Client(server.port())) {
            for (int stream = 1; stream < 1000; stream += 2) {
                client.begin(stream, false, "POST", headers(server));
                client.send(Http2Client.DATA, 0, stream, new byte[] {'{'});
                client.send(Http2Client.DATA, 0, stream, new byte[] {'}'});
                client.send(Http2Client.DATA, Http2Client.END_STREAM, stream, new byte[0]);
                assertThat(client.response(stream)).isNotEmpty();
            }
        }
    }

    /// Its table of headers counts too, in pieces of any size.
    @ParameterizedTest
    @MethodSource("subjects")
    void takesHeadersInPieces(String subject) throws IOException {
        HttpSubject server = server(subject);
        byte[] block = Http2Client.head("POST", headers(server, "ce-large", "x".repeat(20_000)));
        try (Http2Client client = new Http2Client(server.port())) {
            client.send(Http2Client.HEADERS, 0, 1, Arrays.copyOf(block, 100));
            int at = 100;
            for (; block.length - at > 5000; at += 5000) {
                client.send(Http2Client.CONTINUATION, 0, 1, Arrays.copyOfRange(block, at, at + 5000));
            }
            client.send(
                    Http2Client.CONTINUATION, Http2Client.END_HEADERS, 1, Arrays.copyOfRange(block, at, block.length));
            client.send(Http2Client.DATA, Http2Client.END_STREAM, 1, BODY);
            assertThat(client.response(1)).isNotEmpty();
        }
    }

    private enum End {
        CLOSED,
        RESET,
        GOAWAY
    }

    /// Otherwise a few dozen of them would shut everybody out for good.
    @ParameterizedTest
    @MethodSource("subjects")
    void holdsNothingOfUploadsThatAreBrokenOff(String subject) throws IOException {
        HttpSubject server = server(subject);
        for (End end : End.values()) {
            for (int i = 0; i < 40; i++) {
                try (Http2Client client = new Http2Client(server.port())) {
                    for (int stream = 1; stream < 8; stream += 2) {
                        client.begin(stream, false, "POST", headers(server, "content-length", "10000000"));
                        client.send(Http2Client.DATA, 0, stream, new byte[16_000]);
                    }
                    for (int stream = 1; stream < 8 && end == End.RESET; stream += 2) {
                        client.send(Http2Client.RST_STREAM, 0, stream, number(CANCEL));
                    }
                    if (end == End.GOAWAY) {
                        client.send(Http2Client.GOAWAY, 0, 0, new byte[8]);
                    }
                }
            }
        }
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    /// The AWS SDK for JavaScript says with GOAWAY that it opens no more streams, and waits for the one that
    /// it has.
    @ParameterizedTest
    @MethodSource("subjects")
    void answersAfterAGoAway(String subject) throws IOException {
        HttpSubject server = server(subject);
        try (Http2Client client = new Http2Client(server.port())) {
            client.begin(1, false, "POST", headers(server, "content-length", "2"));
            client.send(Http2Client.GOAWAY, 0, 0, new byte[8]);
            client.send(Http2Client.DATA, Http2Client.END_STREAM, 1, BODY);
            assertThat(client.response(1)).isNotEmpty();
        }
    }

    /// Each is an error of the stream or of the connection, and none is answered as a good request.
    @ParameterizedTest
    @MethodSource("subjects")
    void refusesMalformedRequests(String subject) throws IOException {
        HttpSubject server = server(subject);
        Map<String, Map<String, String>> cases = new TreeMap<>();
        cases.put("upper case", headers(server, "Upper", "x"));
        cases.put("connection", headers(server, "connection", "close"));
        cases.put("transfer-encoding", headers(server, "transfer-encoding", "chunked"));
        cases.put("te", headers(server, "te", "gzip"));
        cases.put("pseudo-header behind", headers(server, ":path", "/"));
        cases.put("unknown pseudo-header", headers(server, ":other", "/"));
        cases.put("length too large", headers(server, "content-length", "3"));
        cases.put("length too small", headers(server, "content-length", "1"));
        cases.put("length is no number", headers(server, "content-length", "x"));
        for (Map.Entry<String, Map<String, String>> one : cases.entrySet()) {
            try (Http2Client client = new Http2Client(server.port())) {
                client.begin(1, false, "POST", one.getValue());
                client.send(Http2Client.DATA, Http2Client.END_STREAM, 1, BODY);
                String answer;
                try {
                    answer = new String(client.response(1), StandardCharsets.UTF_8);
                } catch (IOException e) {
                    answer = "broken off";
                }
                assertThat(answer).as(one.getKey()).doesNotStartWith("{\"S");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void refusesMalformedFrames(String subject) throws IOException {
        HttpSubject server = server(subject);
        byte[] head = Http2Client.head("POST", headers(server));
        ByteArrayOutputStream largeHead = new ByteArrayOutputStream();
        for (int i = 0; i < 20; i++) {
            largeHead.writeBytes(
                    Http2Client.frame(i == 0 ? Http2Client.HEADERS : Http2Client.CONTINUATION, 0, 1, new byte[16_000]));
        }
        byte[][] cases = {
            Http2Client.frame(Http2Client.DATA, 0, 0, BODY),
            Http2Client.frame(Http2Client.DATA, 0, 1, BODY),
            Http2Client.frame(Http2Client.HEADERS, Http2Client.END_HEADERS, 2, head),
            Http2Client.frame(Http2Client.HEADERS, Http2Client.END_HEADERS, 1, new byte[] {(byte) 0xFF, 0x7F}),
            Http2Client.frame(Http2Client.CONTINUATION, Http2Client.END_HEADERS, 1, head),
            Http2Client.frame(Http2Client.WINDOW_UPDATE, 0, 0, number(0)),
            Http2Client.frame(Http2Client.PING, 0, 0, new byte[7]),
            Http2Client.frame(Http2Client.SETTINGS, 0, 0, new byte[5]),
            Http2Client.frame(Http2Client.SETTINGS, 0, 1, new byte[0]),
            Http2Client.frame(Http2Client.RST_STREAM, 0, 1, number(CANCEL)),
            Http2Client.frame(Http2Client.DATA, 0, 1, new byte[100_000]),
            largeHead.toByteArray(),
            "POST / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII)
        };
        for (byte[] one : cases) {
            try (Http2Client client = new Http2Client(server.port())) {
                assertThatThrownBy(() -> {
                            client.send(one);
                            client.response(1);
                        })
                        .isInstanceOf(IOException.class);
            }
        }
    }

    /// Floods that cost the client little and a server much: the connection ends, or they are taken as they
    /// come.
    @ParameterizedTest
    @MethodSource("subjects")
    void survivesFloods(String subject) throws IOException {
        HttpSubject server = server(subject);
        byte[] head = Http2Client.head("POST", headers(server));
        for (int kind = 0; kind < 6; kind++) {
            try (Http2Client client = new Http2Client(server.port())) {
                for (int i = 0; i < 40_000; i++) {
                    int stream = 2 * i + 1;
                    switch (kind) {
                        case 0 -> {
                            client.send(Http2Client.HEADERS, Http2Client.END_HEADERS, stream, head);
                            client.send(Http2Client.RST_STREAM, 0, stream, number(CANCEL));
                        }
                        case 1 -> client.send(Http2Client.HEADERS, Http2Client.END_HEADERS, stream, head);
                        case 2 -> client.send(Http2Client.PING, 0, 0, new byte[8]);
                        case 3 -> client.send(Http2Client.SETTINGS, 0, 0, new byte[0]);
                        case 4 -> {
                            if (i == 0) {
                                client.send(Http2Client.HEADERS, Http2Client.END_HEADERS, 1, head);
                            }
                            client.send(Http2Client.DATA, 0, 1, new byte[0]);
                        }
                        default -> {
                            if (i == 0) {
                                client.send(Http2Client.HEADERS, 0, 1, head);
                            }
                            client.send(Http2Client.CONTINUATION, 0, 1, new byte[0]);
                        }
                    }
                }
            } catch (IOException e) {
                // the server has had enough
            }
        }
    }

    /// A refusal is readable, and the connection serves on: a body is a stream of its own.
    @ParameterizedTest
    @MethodSource("subjects")
    void keepsTheConnectionAfterARefusal(String subject) throws IOException {
        HttpSubject server = server(subject);
        try (Http2Client client = new Http2Client(server.port())) {
            client.begin(1, false, "POST", headers(server, "content-length", "100000000"));
            assertThat(new String(client.response(1), StandardCharsets.UTF_8)).contains("100000000");
            assertAnswers(client, server, 3);
        }
    }

    /// A client that sends its body whatever comes back is not reset: some would lose the response.
    @ParameterizedTest
    @MethodSource("subjects")
    void takesTheRestOfWhatItRefuses(String subject) throws IOException {
        HttpSubject server = server(subject);
        try (Http2Client client = new Http2Client(server.port())) {
            for (int stream = 1; stream < 20; stream += 2) {
                client.begin(stream, false, "POST", Map.of("content-length", "2", "host", "evil.example"));
                assertThat(client.response(stream)).isNotEmpty();
                client.send(Http2Client.DATA, Http2Client.END_STREAM, stream, BODY);
                client.send(Http2Client.PING, 0, 0, new byte[8]);
                Http2Client.Frame next = client.await(Http2Client.PING, Http2Client.RST_STREAM, Http2Client.GOAWAY);
                assertThat(next.type()).isEqualTo(Http2Client.PING);
            }
        }
    }

    /// The sender reads why, and its stream is not reset while it sends the rest.
    @ParameterizedTest
    @MethodSource("subjects")
    void refusesABodyThatStopsWithoutAReset(String subject) throws IOException {
        HttpSubject server = server(subject);
        try (Http2Client client = new Http2Client(server.port())) {
            client.begin(1, false, "POST", headers(server, "content-length", "100"));
            client.send(Http2Client.DATA, 0, 1, BODY);
            assertThat(new String(client.response(1), StandardCharsets.UTF_8)).contains("too slowly");
            client.send(Http2Client.DATA, Http2Client.END_STREAM, 1, new byte[98]);
            client.send(Http2Client.PING, 0, 0, new byte[8]);
            assertThat(client.await(Http2Client.PING, Http2Client.RST_STREAM, Http2Client.GOAWAY)
                            .type())
                    .isEqualTo(Http2Client.PING);
            assertAnswers(client, server, 3);
        }
    }
}
