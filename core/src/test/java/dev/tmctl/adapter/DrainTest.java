package dev.tmctl.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// An adapter that is told to stop while events are on their way.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DrainTest {

    private static final String RESULT =
            "{\"ShardId\":\"shardId-000000000000\",\"SequenceNumber\":\"1\",\"EncryptionType\":\"NONE\"}";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private GatedKinesis kinesis;
    private AdapterServer adapter;
    private int port;

    @BeforeEach
    void start() throws IOException {
        kinesis = new GatedKinesis();
        adapter = AdapterServer.start(new AdapterSettings(kinesis.target(), "127.0.0.1", 0, ""), Map.of());
        port = adapter.port();
    }

    @AfterEach
    void stop() {
        kinesis.open();
        adapter.close();
        client.shutdownNow();
        client.close();
        kinesis.close();
    }

    private HttpRequest.Builder to(String path) {
        // a server that stops may leave open what it accepted last
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }

    private CompletableFuture<HttpResponse<String>> post() {
        HttpRequest request = to("/").headers("ce-specversion", "1.0", "ce-id", "1", "ce-source", "/s", "ce-type", "t")
                .POST(HttpRequest.BodyPublishers.ofString("1"))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private String ready() throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(to("/readyz").build(), HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body().strip();
    }

    private CompletableFuture<Integer> drain(Duration limit) {
        CompletableFuture<Integer> drained = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> drained.complete(adapter.drain(limit)));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> ready().equals("503 shutting down"));
        return drained;
    }

    private void assertRefusesConnections() {
        assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).isInstanceOf(ConnectException.class);
    }

    @Test
    void finishesWhatIsInFlightAndTakesNothingNew() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> inFlight =
                IntStream.range(0, 5).mapToObj(i -> post()).toList();
        assertThat(kinesis.awaitRecords(5)).isTrue();

        CompletableFuture<Integer> drained = drain(Duration.ofSeconds(60));
        HttpResponse<String> late = post().get(20, TimeUnit.SECONDS);
        assertThat(late.statusCode()).isEqualTo(503);
        assertThat(late.body()).isEqualTo("the server is shutting down");
        assertThat(late.headers().firstValue("retry-after")).contains("1");
        assertThat(drained).isNotDone();

        kinesis.open();
        for (CompletableFuture<HttpResponse<String>> answer : inFlight) {
            assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            assertThat(answer.get().body()).isEqualTo(RESULT);
        }
        assertThat(drained.get(20, TimeUnit.SECONDS)).isZero();
        assertRefusesConnections();
    }

    @Test
    void keepsItsDeadlineWhenKinesisHangs() throws Exception {
        CompletableFuture<HttpResponse<String>> stuck = post();
        assertThat(kinesis.awaitRecords(1)).isTrue();
        long start = System.nanoTime();
        assertThat(drain(Duration.ofSeconds(6)).get(30, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofSeconds(6), Duration.ofSeconds(25));
        assertRefusesConnections();
        assertThatThrownBy(() -> stuck.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void stopsAtOnceWhenNothingIsInFlight() throws Exception {
        assertThat(ready()).isEqualTo("200 ready");
        long start = System.nanoTime();
        assertThat(adapter.drain(Duration.ofSeconds(60))).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        assertRefusesConnections();
        assertThat(adapter.drain(Duration.ofSeconds(60))).isZero();
    }
}
