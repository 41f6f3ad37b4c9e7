package dev.tmctl.adapter;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tmctl.aws.RawServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Byte for byte, against a server that answers each request with the number of its connection.
@Timeout(30)
class AdapterHttpTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private ServerSocket server;
    private URI url;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        url = URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        threads.close();
    }

    /// @param requests how many a connection answers before the server closes it without a word
    private Future<List<String>> serve(int connections, int requests) {
        return threads.submit(() -> {
            List<String> heads = new ArrayList<>();
            for (int number = 1; number <= connections; number++) {
                try (Socket socket = server.accept()) {
                    BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
                    for (int i = 0; i < requests; i++) {
                        String head = head(in);
                        heads.add(head);
                        if (head.contains("Content-Length: 3")) {
                            assertThat(in.skip(3)).isEqualTo(3);
                        }
                        socket.getOutputStream()
                                .write(("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + number).getBytes(US_ASCII));
                    }
                }
                closed.countDown();
            }
            return heads;
        });
    }

    private static String head(BufferedReader in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            head.append(line).append('\n');
        }
        return head.toString();
    }

    private static String body(AdapterHttp http, ClassicHttpRequest request) throws IOException {
        return new String(http.exchange(request).body(), US_ASCII);
    }

    @Test
    void keepsItsConnectionAndSaysLittle() throws Exception {
        Future<List<String>> heads = serve(1, 2);
        try (AdapterHttp http = new AdapterHttp(url, TIMEOUT)) {
            assertThat(body(http, http.post(new byte[3]))).isEqualTo("1");
            assertThat(body(http, http.get("/statusz"))).isEqualTo("1");
        }
        String host = "Host: " + url.getAuthority();
        assertThat(heads.get())
                .containsExactly(
                        "POST / HTTP/1.1\n" + host + "\nContent-Length: 3\nConnection: keep-alive\nUser-Agent: tmctl\n",
                        "GET /statusz HTTP/1.1\n" + host + "\nConnection: keep-alive\nUser-Agent: tmctl\n");
    }

    @Test
    void takesAnotherConnectionWhenTheServerHasClosedTheOneThatItKept() throws Exception {
        Future<List<String>> heads = serve(2, 1);
        try (AdapterHttp http = new AdapterHttp(url, TIMEOUT, Duration.ZERO)) {
            assertThat(body(http, http.get("/"))).isEqualTo("1");
            assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(body(http, http.get("/"))).isEqualTo("2");
        }
        assertThat(heads.get()).hasSize(2);
    }

    @Test
    void breaksOffWhatIsUnderWayWhenItIsClosed() throws Exception {
        AdapterHttp http = new AdapterHttp(url, TIMEOUT);
        Future<AdapterHttp.Answer> answer = threads.submit(() -> http.exchange(http.get("/")));
        try (Socket accepted = server.accept()) {
            assertThat(accepted.getInputStream().read()).isEqualTo('G');
            http.close();
            assertThatThrownBy(answer::get)
                    .cause()
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
        }
        assertThatThrownBy(() -> http.exchange(http.get("/"))).isInstanceOf(IOException.class);
    }

    /// Whoever listens where an adapter did.
    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.1 200 OK\\r\\n','X-More: 1\\r\\n'",
        "'HTTP/1.1 200 OK\\r\\nX-More:',x",
        "'HTTP/1.1 200 OK\\r\\n\\r\\n',x",
    })
    void takesNoAnswerWithoutEnd(String start, String again) throws Exception {
        AtomicLong written = new AtomicLong();
        try (RawServer endless = new RawServer(out -> {
                    out.write(start.replace("\\r\\n", "\r\n").getBytes(US_ASCII));
                    byte[] more = again.replace("\\r\\n", "\r\n").repeat(8192).getBytes(US_ASCII);
                    while (written.addAndGet(more.length) < 100_000_000) {
                        out.write(more);
                    }
                });
                AdapterHttp http = new AdapterHttp(URI.create("http://" + endless.authority()), TIMEOUT)) {
            assertThatThrownBy(() -> http.exchange(http.get("/"))).isInstanceOf(IOException.class);
            assertThat(written.get()).isLessThan(50_000_000);
        }
    }
}
