package dev.tmctl.aws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tmctl.target.Auth;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.PartitionKey;
import dev.tmctl.target.SecretText;
import dev.tmctl.target.StreamArn;
import dev.tmctl.trace.HttpCall;
import dev.tmctl.trace.Trace;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;

/// Where the calls go, byte for byte, and that it is what is told.
@Timeout(60)
class AwsRouteTest {
    private final List<String> told = new ArrayList<>();
    private final Path config;
    private final Map<String, String> environment = new HashMap<>();

    AwsRouteTest(@TempDir Path folder) {
        config = folder.resolve("config");
        environment.put("AWS_CONFIG_FILE", config.toString());
        environment.put(
                "AWS_SHARED_CREDENTIALS_FILE", folder.resolve("credentials").toString());
    }

    private static KinesisTarget target(@Nullable String endpoint, @Nullable String role) {
        return new KinesisTarget(
                "orders",
                StreamArn.parse("arn:aws:kinesis:eu-central-1:123456789012:stream/orders"),
                new PartitionKey("key"),
                new Auth.Credentials(new SecretText("AKIAEXAMPLE"), new SecretText("s3cret"), null, role),
                null,
                endpoint == null ? null : URI.create(endpoint),
                null,
                false,
                null);
    }

    private void put(@Nullable String endpoint) {
        Trace trace = new Trace() {
            @Override
            public void step(String line) {
                told.add(line);
            }

            @Override
            public void call(HttpCall call) {
                told.add(call.url().toString());
            }

            @Override
            public boolean isVerbose() {
                return true;
            }

            @Override
            public boolean tracesCalls() {
                return true;
            }
        };
        try (AwsClients clients = new AwsClients(target(endpoint, null), environment, trace)) {
            assertThat(clients.deliveryClient(Duration.ofSeconds(20), true)
                            .putRecord(r -> r.streamName("orders")
                                    .streamARN(clients.target().arn().toString())
                                    .partitionKey("key")
                                    .data(SdkBytes.fromUtf8String("x")))
                            .sequenceNumber())
                    .isEqualTo("1");
        }
    }

    private @Nullable String endpoint() {
        return AwsClients.endpointOverride(target(null, null), environment)
                .map(URI::toString)
                .orElse(null);
    }

    /// The proxy hears the name, which nobody has to know here.
    @ParameterizedTest
    @CsvSource({
        "http://my_kinesis:4567,POST http://my_kinesis:4567/ HTTP/1.1,Host: my_kinesis:4567",
        "http://group__project-kinesis/base,POST http://group__project-kinesis/base/ HTTP/1.1,Host: group__project-kinesis",
        "http://192.0.2.1:4567,POST http://192.0.2.1:4567/ HTTP/1.1,Host: 192.0.2.1:4567",
        "http://[2001:db8::1]:4567/,POST http://[2001:db8::1]:4567/ HTTP/1.1,Host: [2001:db8::1]:4567",
    })
    void should_call_hosts_with_names_that_java_does_not_take(String endpoint, String line, String host) {
        try (RawServer proxy = RawServer.kinesis()) {
            environment.put("HTTP_PROXY", proxy.authority());
            put(endpoint);
            assertThat(proxy.heads())
                    .singleElement()
                    .satisfies(head -> assertThat(head.lines())
                            .startsWith(line)
                            .contains(host)
                            .anyMatch(header ->
                                    header.startsWith("Authorization: AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/")
                                            && header.contains(";host;")));
            assertThat(told).contains("proxy: " + proxy.authority());
        }
    }

    @Test
    void should_tell_a_proxy_at_once_who_asks() {
        try (RawServer proxy = RawServer.kinesis()) {
            environment.put("HTTP_PROXY", "http://me:p%40ss@" + proxy.authority());
            put("http://my_kinesis");
            assertThat(proxy.heads())
                    .singleElement()
                    .satisfies(head -> assertThat(head.lines()).contains("Proxy-Authorization: Basic bWU6cEBzcw=="));
        }
    }

    /// A tunnel, which the answer refuses; what was asked of the proxy is what counts.
    @Test
    void should_ask_the_proxy_for_a_tunnel_to_the_streams_own_endpoint() {
        try (RawServer proxy = new RawServer(out ->
                out.write("HTTP/1.1 403 no\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes(US_ASCII)))) {
            environment.put("https_proxy", "http://me:p%40ss@" + proxy.authority());
            environment.put("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
            environment.put("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
            assertThatThrownBy(() -> put(null))
                    .hasMessageContaining("the proxy makes no tunnel; it answers with HTTP 403");
            assertThat(proxy.heads())
                    .singleElement()
                    .satisfies(head -> assertThat(head.lines())
                            .startsWith("CONNECT 123456789012.data-kinesis.eu-central-1.amazonaws.com:443 HTTP/1.1")
                            .contains("Proxy-Authorization: Basic bWU6cEBzcw=="));
        }
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.0/8", "my_kinesis:PORT", "*"})
    void should_not_ask_the_proxy_for_what_is_exempt(String exempt) {
        try (RawServer kinesis = RawServer.kinesis()) {
            environment.put("HTTP_PROXY", "127.0.0.1:1");
            environment.put("NO_PROXY", exempt.replace("PORT", Integer.toString(kinesis.port())));
            put("http://127.0.0.1:" + kinesis.port());
            assertThat(kinesis.heads()).hasSize(1);
            assertThat(told).noneMatch(line -> line.startsWith("proxy"));
        }
    }

    @Test
    void should_refuse_a_proxy_that_cannot_be_used_before_anything_is_sent() {
        environment.put("HTTPS_PROXY", "socks5://me:secret@proxy:1080");
        assertThatThrownBy(() -> put(null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("HTTPS_PROXY: is not the URL of a proxy; expected http://HOST:PORT");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            [default]\\nendpoint_url = http://p                                          | http://p
            [default]\\nservices = s\\n[services s]\\nkinesis =\\n  endpoint_url = http://s   | http://s
            [default]\\nendpoint_url = http://p\\nservices = s\\n[services s]\\nkinesis =\\n  endpoint_url = http://my_s | http://my_s
            [default]\\nendpoint_url = http://p\\nservices = s\\n[services s]\\nsts =\\n  endpoint_url = http://s   | http://p
            [default]\\nkinesis =\\n  endpoint_url = http://n\\nendpoint_url = http://p     | http://n
            [profile other]\\nendpoint_url = http://o                                    | -
            [default]\\nendpoint_url =                                                   | -
            [default]\\nendpoint_url = http://p\\nignore_configured_endpoint_urls = true  | -
            [default]\\nendpoint_url = http://p\\nignore_configured_endpoint_urls = TRUE  | -
            [default]\\nendpoint_url = http://p\\nignore_configured_endpoint_urls = false | http://p
            """)
    void should_take_the_endpoint_of_the_profile(String text, @Nullable String endpoint) throws Exception {
        Files.writeString(config, text.replace("\\n", "\n") + "\n");
        assertThat(endpoint()).isEqualTo(endpoint);
        environment.put("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
        assertThat(endpoint()).isNull();
        environment.put("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "false");
        environment.put("AWS_ENDPOINT_URL", "http://e");
        assertThat(endpoint()).isEqualTo("http://e");
    }

    @Test
    void should_take_the_profile_that_is_named() throws Exception {
        Files.writeString(config, "[default]\nendpoint_url = http://d\n[profile other]\nendpoint_url = http://o\n");
        environment.put("AWS_PROFILE", "other");
        assertThat(endpoint()).isEqualTo("http://o");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [default]\\nendpoint_url = ftp://p | endpoint_url of profile default: "ftp://p" is not a URL; expected http(s)://HOST[:PORT]
            [default]\\nendpoint_url = http://me:pw@p | endpoint_url of profile default: holds a user name or is not a URL; expected http(s)://HOST[:PORT]
            [default]\\nservices = s\\n[services s]\\nkinesis =\\n  endpoint_url = x | endpoint_url of services s of profile default: "x" is not a URL; expected http(s)://HOST[:PORT]
            [default]\\nservices = none | services: profile default names the section [services none], which does not exist; see FILES
            """)
    void should_refuse_an_endpoint_that_is_none(String text, String message) throws Exception {
        Files.writeString(config, text.replace("\\n", "\n") + "\n");
        assertThatThrownBy(this::endpoint)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        message.replace("FILES", config + " and " + environment.get("AWS_SHARED_CREDENTIALS_FILE")));
    }

    @Test
    void should_use_and_tell_the_endpoint_of_the_profile() throws Exception {
        try (RawServer kinesis = RawServer.kinesis()) {
            String url = "http://127.0.0.1:" + kinesis.port();
            Files.writeString(
                    config, "[default]\nservices = s\n[services s]\nkinesis =\n  endpoint_url = " + url + "\n");
            put(null);
            assertThat(kinesis.heads()).hasSize(1);
            assertThat(told).containsSubsequence("endpoint: " + url + ", by services s of profile default", url + "/");
        }
    }

    /// Kinesis has its own endpoint, and AWS STS that of the profile.
    @Test
    void should_call_sts_where_the_profile_says() throws Exception {
        try (RawServer sts = RawServer.whole("<x/>");
                RawServer kinesis = RawServer.kinesis()) {
            Files.writeString(
                    config,
                    "[default]\nservices = s\n[services s]\nsts =\n  endpoint_url = http://127.0.0.1:" + sts.port()
                            + "\n");
            KinesisTarget assuming =
                    target("http://127.0.0.1:" + kinesis.port(), "arn:aws:iam::123456789012:role/writer");
            try (AwsClients clients = new AwsClients(assuming, environment)) {
                assertThatThrownBy(clients::resolveCredentialSource).isInstanceOf(RuntimeException.class);
            }
            assertThat(sts.heads())
                    .isNotEmpty()
                    .allSatisfy(head -> assertThat(head).startsWith("POST / HTTP/1.1"));
        }
    }
}
