package dev.tmctl.cli.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.net.httpserver.HttpServer;
import dev.tmctl.aws.RawServer;
import dev.tmctl.manifest.InvalidManifestException;
import dev.tmctl.net.ProxyRules;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Also from servers that stall or have no end, and through proxies.
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
        assertThat(new Download(ProxyRules.NONE).text(address("/whole"))).isEqualTo("ab");
    }

    @Test
    void should_end_where_the_server_stalls() {
        for (String path : new String[] {"/half", "/nothing"}) {
            String address = address(path);
            Download download = new Download(ProxyRules.NONE, Duration.ofMillis(1500));
            assertThatThrownBy(() -> download.text(address))
                    .isInstanceOfSatisfying(
                            CommandException.class,
                            e -> assertThat(e.exitCode()).isEqualTo(ExitCode.UNREACHABLE))
                    .hasMessage(address + " cannot be fetched: no whole answer within 1 s");
        }
    }

    private static Download through(String... environment) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < environment.length; i += 2) {
            map.put(environment[i], environment[i + 1]);
        }
        return new Download(ProxyRules.of(map), Duration.ofSeconds(20));
    }

    /// The name is the proxy's to look up, and none that Java takes.
    @Test
    void should_fetch_through_the_proxy() throws IOException {
        try (RawServer proxy = RawServer.whole("ab")) {
            String url = "http://my_host:8080/m.yaml?a=b";
            assertThat(through("HTTP_PROXY", "http://me:pw@" + proxy.authority())
                            .text(url))
                    .isEqualTo("ab");
            assertThat(proxy.heads())
                    .singleElement()
                    .satisfies(head -> assertThat(head.lines())
                            .startsWith("GET http://my_host:8080/m.yaml?a=b HTTP/1.1")
                            .contains("Host: my_host:8080", "Proxy-Authorization: Basic bWU6cHc="));
        }
    }

    @Test
    void should_ask_the_proxy_for_a_tunnel() {
        try (RawServer proxy =
                new RawServer(out -> out.write("HTTP/1.1 407 no\r\nContent-Length: 0\r\n\r\n".getBytes(UTF_8)))) {
            assertThatThrownBy(() -> through("https_proxy", proxy.authority()).text("https://my_host/m.yaml"))
                    .isInstanceOfSatisfying(
                            CommandException.class,
                            e -> assertThat(e.exitCode()).isEqualTo(ExitCode.UNREACHABLE))
                    .hasMessage("https://my_host/m.yaml cannot be fetched: through the proxy " + proxy.authority()
                            + ": the proxy makes no tunnel; it answers with HTTP 407");
            assertThat(proxy.heads()).first().asString().startsWith("CONNECT my_host:443 HTTP/1.1");
        }
    }

    @Test
    void should_leave_out_the_proxy_where_it_is_told_to() throws IOException {
        try (RawServer one = RawServer.whole("ab")) {
            assertThat(through("HTTP_PROXY", "127.0.0.1:1").text("http://" + one.authority()))
                    .isEqualTo("ab");
        }
        assertThatThrownBy(() -> through("HTTP_PROXY", "127.0.0.1:1").text("http://192.0.2.1/m"))
                .hasMessage(
                        "http://192.0.2.1/m cannot be fetched: through the proxy 127.0.0.1:1: connection refused by 127.0.0.1:1");
    }

    @Test
    void should_refuse_a_proxy_that_cannot_be_used() {
        assertThatThrownBy(() -> through("HTTPS_PROXY", "socks5://me:secret@p").text("https://a/m"))
                .isInstanceOfSatisfying(
                        CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessage("HTTPS_PROXY is not the URL of a proxy; expected http://HOST:PORT");
    }

    @ParameterizedTest
    @CsvSource({
        "http:///m,http:///m is not a URL",
        "http://a b/m,http://a b/m is not a URL",
        "http://my_host:0/m,http://my_host:0/m is not a URL",
        "http://me:pw@my_host/m,'the address holds a user name or password, which is not supported'",
    })
    void should_refuse_what_is_no_address(String url, String message) {
        assertThatThrownBy(() -> through().text(url))
                .isInstanceOfSatisfying(
                        CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessage(message);
    }

    private static RawServer redirecting(String location) {
        return new RawServer(out -> out.write(
                ("HTTP/1.1 302 there\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n").getBytes(UTF_8)));
    }

    @Test
    void should_follow_where_the_server_sends_it() throws IOException {
        try (RawServer to = RawServer.whole("ab");
                RawServer from = redirecting("http://" + to.authority() + "/m?x")) {
            assertThat(through().text("http://" + from.authority())).isEqualTo("ab");
            assertThat(to.heads()).first().asString().startsWith("GET /m?x HTTP/1.1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/again,'it leads from one address to the next, 5 times'",
        "ftp://a/m,the server sends on to what is no address",
        "http://me:pw@a/m,the server sends on to what is no address",
    })
    void should_not_follow_for_ever(String location, String why) {
        try (RawServer server = redirecting(location)) {
            String url = "http://" + server.authority() + "/m";
            assertThatThrownBy(() -> through().text(url)).hasMessage(url + " cannot be fetched: " + why);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.1 200 OK\r\n','X-More: 1\r\n'",
        "'HTTP/1.1 200 OK\r\nX-More:',x",
        "'HTTP/1.1 200 OK\r\n\r\n',x",
    })
    void should_end_where_the_answer_has_no_end(String start, String again) {
        AtomicLong written = new AtomicLong();
        try (RawServer server = new RawServer(out -> {
            out.write(start.replace("\\r\\n", "\r\n").getBytes(UTF_8));
            byte[] more = again.replace("\\r\\n", "\r\n").repeat(8192).getBytes(UTF_8);
            while (written.addAndGet(more.length) < 200_000_000) {
                out.write(more);
            }
        })) {
            try {
                through().text("http://" + server.authority());
                fail("it has no end");
            } catch (InvalidManifestException e) {
                assertThat(e).hasMessageContaining(" has more than ");
            } catch (CommandException e) {
                assertThat(e.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            assertThat(written.get()).isLessThan(100_000_000);
        }
    }
}
