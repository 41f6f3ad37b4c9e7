package dev.tmctl.cli.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A server that stalls does not make anybody wait for ever.
@Timeout(60)
class DownloadTest {
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/whole", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write('a');
                body.flush();
                body.write('b');
            }
        });
        server.createContext("/half", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write('a');
            exchange.getResponseBody().flush();
            stall();
        });
        server.createContext("/nothing", exchange -> stall());
        server.start();
    }

    private void stall() throws IOException {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @AfterEach
    void stopServer() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @Test
    void should_fetch_the_whole_text() throws IOException {
        assertThat(new Download().text(address("/whole"))).isEqualTo("ab");
    }

    @Test
    void should_end_where_the_server_stalls() {
        for (String path : new String[] {"/half", "/nothing"}) {
            String address = address(path);
            Download download = new Download(Duration.ofMillis(1500));
            assertThatThrownBy(() -> download.text(address))
                    .isInstanceOfSatisfying(
                            CommandException.class,
                            e -> assertThat(e.exitCode()).isEqualTo(ExitCode.UNREACHABLE))
                    .hasMessage(address + " cannot be fetched: no whole answer within 1 s");
        }
    }
}
