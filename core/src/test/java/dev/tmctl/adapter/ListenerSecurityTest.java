package dev.tmctl.adapter;

import static dev.tmctl.delivery.FakeKinesis.stored;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tmctl.delivery.FakeKinesis;
import dev.tmctl.target.InvalidInputException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An adapter that speaks TLS, or wants a token, or both.
class ListenerSecurityTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final FakeKinesis kinesis = new FakeKinesis();
    private final HttpClient plain = HttpClient.newHttpClient();
    private final Path folder;
    private final Path certificate;
    private final Path key;
    private final Path tokens;
    private @Nullable AdapterServer adapter;

    ListenerSecurityTest(@TempDir Path folder) {
        this.folder = folder;
        this.certificate = folder.resolve("tls.crt");
        this.key = folder.resolve("tls.key");
        this.tokens = folder.resolve("tokens");
        kinesis.answers("PutRecord", stored("1"));
    }

    @AfterEach
    void stop() {
        if (adapter != null) {
            adapter.close();
        }
        plain.close();
        kinesis.close();
    }

    private AdapterServer start(ListenerSecurity security) throws IOException {
        AdapterServer started = AdapterServer.start(
                new AdapterSettings(
                        kinesis.target(),
                        "127.0.0.1",
                        0,
                        "",
                        new ClusterOptions(null, false, security, true, List.of())),
                Map.of());
        adapter = started;
        return started;
    }

    private static HttpRequest.Builder request(String scheme, AdapterServer adapter, String path) {
        return HttpRequest.newBuilder(URI.create(scheme + "://127.0.0.1:" + adapter.port() + path));
    }

    private static HttpRequest.Builder event(String scheme, AdapterServer adapter, String path) {
        return request(scheme, adapter, path)
                .headers("ce-specversion", "1.0", "ce-id", "1", "ce-source", "/s", "ce-type", "t")
                .POST(HttpRequest.BodyPublishers.ofString("1"));
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    }

    private void replace(Path file, String content) throws IOException {
        Path fresh = Files.writeString(folder.resolve("fresh"), content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Kubernetes probes a pod by its address, and clients in a cluster use short names.
    @Test
    void answersInTlsWhateverNameTheClientUses() throws Exception {
        TestCertificate made = TestCertificate.make(folder, "EC");
        Files.writeString(certificate, made.certificatePem());
        Files.writeString(key, made.keyPem());
        AdapterServer server = start(new ListenerSecurity(certificate, key, null));
        for (String host : List.of("localhost", "127.0.0.1:" + server.port())) {
            try (SSLSocket socket =
                    (SSLSocket) made.trusting().getSocketFactory().createSocket("127.0.0.1", server.port())) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setServerNames(List.of(new SNIHostName("other.example")));
                socket.setSSLParameters(parameters);
                socket.getOutputStream()
                        .write(("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                                .getBytes(UTF_8));
                assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                        .startsWith("HTTP/1.1 200 OK\r\n");
            }
        }
    }

    @Test
    void takesEventsOnlyWithAToken() throws Exception {
        Files.writeString(tokens, "s3cret-one\n");
        AdapterServer server = start(new ListenerSecurity(null, null, tokens));
        HttpResponse<String> without = send(plain, event("http", server, "/"));
        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.headers().firstValue("www-authenticate")).contains("Bearer realm=\"tmctl adapter\"");
        assertThat(without.body()).isEqualTo("send Authorization: Bearer TOKEN");
        HttpResponse<String> wrong = send(plain, event("http", server, "/").header("authorization", "Bearer other"));
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.headers().firstValue("www-authenticate"))
                .contains("Bearer realm=\"tmctl adapter\", error=\"invalid_token\"");
        assertThat(wrong.body()).isEqualTo("the bearer token is not accepted");
        assertThat(send(plain, request("http", server, "/statusz")).statusCode())
                .isEqualTo(401);
        assertThat(kinesis.calls()).isEmpty();

        HttpResponse<String> with =
                send(plain, event("http", server, "/").header("authorization", "Bearer s3cret-one"));
        assertThat(with.statusCode()).isEqualTo(200);
        assertThat(with.headers().firstValue("cache-control")).isEmpty();
        HttpResponse<String> inQuery = send(plain, event("http", server, "/?access_token=s3cret-one"));
        assertThat(inQuery.statusCode()).isEqualTo(200);
        assertThat(inQuery.headers().firstValue("cache-control")).contains("private");
        assertThat(kinesis.calls()).containsExactly(List.of("1"), List.of("1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/healthz", "/readyz", "/metrics", "/schemas/io.triggermesh.targets.aws.kinesis.result.json"})
    void letsEverybodyReadWhatIsNoSecret(String page) throws Exception {
        Files.writeString(tokens, "s3cret-one\n");
        AdapterServer server = start(new ListenerSecurity(null, null, tokens));
        assertThat(send(plain, request("http", server, page)).statusCode()).isEqualTo(200);
        assertThat(send(plain, event("http", server, page)).statusCode()).isEqualTo(401);
    }

    @Test
    void shakesHandsWithoutAToken() throws Exception {
        Files.writeString(tokens, "s3cret-one\n");
        AdapterServer server = start(new ListenerSecurity(null, null, tokens));
        HttpResponse<String> answer = send(
                plain,
                request("http", server, "/")
                        .header("WebHook-Request-Origin", "events.example.com")
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.headers().firstValue("webhook-allowed-origin")).contains("events.example.com");
    }

    @Test
    void takesNewTokensWithoutARestart() throws Exception {
        Files.writeString(tokens, "old\n");
        AdapterServer server = start(new ListenerSecurity(null, null, tokens));
        replace(tokens, "old\nnew\n");
        Awaitility.await().atMost(TIMEOUT).until(() -> status(server, "new") == 200);
        assertThat(status(server, "old")).isEqualTo(200);
        replace(tokens, "new\n");
        Awaitility.await().atMost(TIMEOUT).until(() -> status(server, "old") == 401);
        assertThat(status(server, "new")).isEqualTo(200);
    }

    /// What was taken back does not count because nothing else can be read; and a sender must not drop its event.
    @ParameterizedTest
    @ValueSource(strings = {"", "two words\n", "gone"})
    void acceptsNoTokenWhileTheirFileCannotBeUsed(String content) throws Exception {
        Files.writeString(tokens, "old\n");
        AdapterServer server = start(new ListenerSecurity(null, null, tokens));
        assertThat(status(server, "old")).isEqualTo(200);
        if (content.equals("gone")) {
            Files.move(tokens, folder.resolve("kept"));
        } else {
            replace(tokens, content);
        }
        Awaitility.await().atMost(TIMEOUT).until(() -> status(server, "old") == 503);
        HttpResponse<String> answer = send(plain, event("http", server, "/").header("authorization", "Bearer old"));
        assertThat(answer.body()).isEqualTo("the file of bearer tokens cannot be read; try again later");
        assertThat(answer.headers().firstValue("retry-after")).contains("1");
        assertThat(send(plain, event("http", server, "/")).statusCode()).isEqualTo(503);
        assertThat(send(plain, request("http", server, "/healthz")).statusCode())
                .isEqualTo(200);
        if (content.equals("gone")) {
            // the very same file
            Files.move(folder.resolve("kept"), tokens);
        } else {
            replace(tokens, "old\n");
        }
        Awaitility.await().atMost(TIMEOUT).until(() -> status(server, "old") == 200);
    }

    private int status(AdapterServer server, String token) throws IOException, InterruptedException {
        return send(plain, event("http", server, "/").header("authorization", "Bearer " + token))
                .statusCode();
    }

    @Test
    void speaksTlsAndShowsANewCertificateWithoutARestart() throws Exception {
        TestCertificate first = TestCertificate.make(folder, "EC");
        TestCertificate second = TestCertificate.make(folder, "RSA");
        Files.writeString(certificate, first.certificatePem());
        Files.writeString(key, first.keyPem());
        Files.writeString(tokens, "t\n");
        AdapterServer server = start(new ListenerSecurity(certificate, key, tokens));
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(first.trusting()).build()) {
            HttpRequest.Builder request = event("https", server, "/").header("authorization", "Bearer t");
            assertThat(send(client, request).statusCode()).isEqualTo(200);
            assertThat(send(client, request("https", server, "/healthz")).body())
                    .isEqualTo("ok\n");
        }
        assertThatThrownBy(() -> handshake(server, second)).isInstanceOf(SSLHandshakeException.class);

        // in the middle of the replacement the files do not belong together
        replace(certificate, second.certificatePem());
        assertThat(handshake(server, first)).isEqualTo(200);
        replace(key, second.keyPem());
        Awaitility.await()
                .atMost(TIMEOUT)
                .ignoreExceptionsInstanceOf(SSLHandshakeException.class)
                .until(() -> handshake(server, second) == 200);
        assertThatThrownBy(() -> handshake(server, first)).isInstanceOf(SSLHandshakeException.class);
        assertThatThrownBy(() -> send(plain, request("http", server, "/healthz")))
                .isInstanceOf(IOException.class);
    }

    private static int handshake(AdapterServer server, TestCertificate trusted) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(trusted.trusting()).build()) {
            return send(client, request("https", server, "/healthz")).statusCode();
        }
    }

    private void assertRefused(ListenerSecurity security, String violation) {
        assertThatThrownBy(() -> start(security))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(violation);
    }

    @Test
    void doesNotStartWithFilesThatCannotBeUsed() throws Exception {
        assertRefused(
                new ListenerSecurity(null, null, tokens), "TMCTL_ADAPTER_TOKEN_FILE: " + tokens + ": no such file");
        ListenerSecurity tls = new ListenerSecurity(certificate, key, null);
        assertRefused(tls, "TMCTL_ADAPTER_TLS_CERT: " + certificate + ": no such file");
        TestCertificate one = TestCertificate.make(folder, "EC");
        Files.writeString(certificate, "no PEM");
        Files.writeString(key, one.keyPem());
        assertRefused(tls, "TMCTL_ADAPTER_TLS_CERT: " + certificate + " holds no certificate; expected PEM");
        Files.writeString(certificate, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertRefused(
                tls, "TMCTL_ADAPTER_TLS_CERT: " + certificate + " holds no certificate that can be read; expected PEM");
        Files.writeString(certificate, one.certificatePem());
        Files.delete(key);
        assertRefused(tls, "TMCTL_ADAPTER_TLS_KEY: " + key + ": no such file");
        Files.writeString(key, "no PEM");
        assertRefused(tls, "TMCTL_ADAPTER_TLS_KEY: " + key + " holds no private key; expected PEM (BEGIN PRIVATE KEY)");
        Files.writeString(key, TestCertificate.make(folder, "EC").keyPem());
        assertRefused(tls, "TMCTL_ADAPTER_TLS_KEY: " + key + " is not the key of the certificate in " + certificate);
    }
}
