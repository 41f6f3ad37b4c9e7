package dev.tmctl.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Events that cost an adapter more than their sender. After each a good event is answered, and nothing is
/// held.
class AdapterTortureTest {
    private static final int LARGEST = 16 * 1024 * 1024;
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String EVENT = "application/cloudevents+json";

    private static HttpSubject.Adapter adapter;

    @BeforeAll
    static void start() throws IOException {
        adapter = (HttpSubject.Adapter) HttpSubject.adapter();
    }

    @AfterAll
    static void stop() {
        adapter.close();
    }

    @AfterEach
    void serves() {
        adapter.assertServes();
    }

    private static RawConnection.Response post(byte[] body, String... headers) throws IOException {
        StringBuilder head = new StringBuilder("POST / HTTP/1.1\r\nHost: localhost\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        try (RawConnection connection = new RawConnection(adapter.port())) {
            return connection.send(head.toString()).sendAsFarAsPossible(body, 1).read();
        }
    }

    private static RawConnection.Response postEvent(byte[] body, String... headers) throws IOException {
        List<String> all = new ArrayList<>(List.of(headers));
        adapter.headers().forEach((name, value) -> {
            if (!all.contains(name)) {
                all.add(name);
                all.add(value);
            }
        });
        return post(body, all.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7,", "{},", "[],"})
    void refusesALargeBatchOfNothingShortly(String element) throws IOException {
        String body = "[" + element.repeat(LARGEST / element.length() - 2) + "7]";
        long start = System.nanoTime();
        RawConnection.Response response = post(body.getBytes(UTF_8), "Content-Type", BATCH);
        assertThat(response.status()).isEqualTo(413);
        assertThat(response.body()).isEqualTo("a batch has at most 10000 events; send smaller ones");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void tellsTheFirstMistakesOfABatch() throws IOException {
        RawConnection.Response response =
                post(("[" + "7,".repeat(9_999) + "7]").getBytes(UTF_8), "Content-Type", BATCH);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).startsWith("[0].event: an event is a JSON object; [1].event: ");
        assertThat(response.body().length()).isLessThan(800);
    }

    @Test
    void takesABatchOfTenThousandAndRefusesAnotherOne() throws IOException {
        String event = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"},";
        String batch = "[" + event.repeat(9_999) + event.substring(0, event.length() - 1) + "]";
        assertThat(post(batch.getBytes(UTF_8), "Content-Type", BATCH).status()).isEqualTo(200);
        RawConnection.Response response = post(
                batch.replace("]", "," + event.substring(0, event.length() - 1) + "]")
                        .getBytes(UTF_8),
                "Content-Type",
                BATCH);
        assertThat(response.status()).isEqualTo(413);
        assertThat(response.body()).isEqualTo("a batch has at most 10000 events; send smaller ones");
    }

    /// 64 connections at a time; more than the heap of these tests could hold.
    @Test
    void answersManyLargeBodiesAtOnce() throws Exception {
        String type = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"" + "x".repeat(LARGEST - 200)
                + "\"}";
        byte[] structured = type.getBytes(UTF_8);
        byte[] binary = new byte[LARGEST];
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            boolean even = i % 2 == 0;
            answers.add(CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return (even ? post(structured, "Content-Type", EVENT) : postEvent(binary)).status();
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    },
                    Thread::startVirtualThread));
        }
        Set<Integer> statuses = new TreeSet<>();
        for (CompletableFuture<Integer> answer : answers) {
            statuses.add(answer.get());
        }
        assertThat(statuses).isSubsetOf(200, 408, 413, 429).contains(413);
    }

    @Test
    void boundsTheLabelsOfMetrics() throws IOException {
        StringBuilder requests = new StringBuilder();
        int events = 3_000;
        for (int i = 0; i < events; i++) {
            requests.append(adapter.good().replace("ce-type: t\r\n", "ce-type: type-" + i + "\r\n"));
        }
        try (RawConnection connection = new RawConnection(adapter.port())) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(
                    () -> connection.sendAsFarAsPossible(requests.toString().getBytes(ISO_8859_1), 1),
                    Thread::startVirtualThread);
            for (int i = 0; i < events; i++) {
                assertThat(connection.read().status()).isEqualTo(200);
            }
            sent.join();
            String metrics = connection
                    .send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .read()
                    .body();
            assertThat(metrics.lines().filter(line -> line.startsWith("awskinesistarget_event_processing_success")))
                    .hasSizeLessThanOrEqualTo(201)
                    .anyMatch(line -> line.contains("event_source=\"other\",event_type=\"other\""));
        }
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip", "identity, gzip", "gzip,"})
    void takesGzip(String encoding) throws IOException {
        RawConnection.Response response = postEvent(gzip("{}".getBytes(UTF_8)), "Content-Encoding", encoding);
        assertThat(response.status()).as(response.toString()).isEqualTo(200);
    }

    @Test
    void refusesOtherEncodingsAndWhatIsNotGzip() throws IOException {
        for (String encoding : List.of("br", "deflate", "gzip, gzip", "gzip, br", "zstd")) {
            RawConnection.Response response = postEvent("{}".getBytes(UTF_8), "Content-Encoding", encoding);
            assertThat(response.status()).isEqualTo(415);
            assertThat(response.body())
                    .isEqualTo("Content-Encoding " + encoding + " is not supported; send gzip or none");
        }
        byte[] packed = gzip("{}".getBytes(UTF_8));
        for (byte[] broken : List.of("{}".getBytes(UTF_8), Arrays.copyOf(packed, packed.length - 5))) {
            RawConnection.Response response = postEvent(broken, "Content-Encoding", "gzip");
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.body())
                    .isEqualTo("the body cannot be unpacked: it is not gzip, it breaks off, or something follows it");
        }
    }

    /// A few kilobytes that become gigabytes.
    @Test
    void boundsWhatIsUnpacked() throws IOException {
        RawConnection.Response response =
                postEvent(gzip(new byte[10 * LARGEST]), "Content-Encoding", "gzip", "Content-Type", EVENT);
        assertThat(response.status()).isEqualTo(413);
        assertThat(response.body()).isEqualTo("the body is larger than 16777216 bytes when it is unpacked");
    }

    /// What a sender chooses cannot make a log unreadable, or fill it.
    @Test
    void logsBriefly() throws IOException {
        Logger log = Logger.getLogger("awskinesistarget");
        List<String> messages = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public synchronized void publish(LogRecord record) {
                messages.add(record.getMessage() + List.of(record.getParameters()));
            }

            @Override
            public void flush() {
                // nothing is held
            }

            @Override
            public void close() {
                // nothing to close
            }
        };
        log.addHandler(handler);
        try (RawConnection connection = new RawConnection(adapter.port())) {
            for (int i = 0; i < 500; i++) {
                assertThat(connection
                                .send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}")
                                .read()
                                .status())
                        .isEqualTo(415);
            }
        } finally {
            log.removeHandler(handler);
        }
        assertThat(messages.stream().filter(line -> line.startsWith("request rejected")))
                .hasSizeBetween(1, 200);
    }

    /// Bytes outside ASCII are UTF-8, or they are refused.
    @Test
    void readsUtf8InHeaders() throws IOException {
        String utf8 = new String("Zürich 😀".getBytes(UTF_8), ISO_8859_1);
        assertThat(postEvent("{}".getBytes(UTF_8), "ce-subject", utf8).status()).isEqualTo(200);
        RawConnection.Response response = postEvent("{}".getBytes(UTF_8), "ce-subject", "Z\u00fcrich");
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).isEqualTo("subject: is not UTF-8 after percent-decoding");
    }
}
