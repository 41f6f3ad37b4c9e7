package dev.tmctl.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.tmctl.aws.FakeAws;
import dev.tmctl.delivery.Fault;
import dev.tmctl.delivery.FaultyKinesis;
import dev.tmctl.delivery.FaultyKinesis.Request;
import dev.tmctl.delivery.FaultyStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Both ways in which EKS gives a pod its role, with tokens that are replaced while events flow. The old token and the
/// old keys are then refused, as they are when they expire, and no sender notices.
class EksCredentialsIT {
    private static final String ARN = "arn:aws:kinesis:eu-central-1:123456789012:stream/orders";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int SOME = 200;

    private final WireMockServer aws =
            new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());
    private final Set<String> expired = ConcurrentHashMap.newKeySet();
    private final FaultyKinesis kinesis;
    private final Path home;
    private final Path token;

    EksCredentialsIT(@TempDir Path folder) throws IOException {
        this.home = Files.createDirectory(folder.resolve("home"));
        this.token = folder.resolve("token");
        this.kinesis = new FaultyKinesis(1, new Fault.Plan() {
            @Override
            public Fault of(Request request) {
                return expired.contains(request.accessKeyId()) ? Fault.error(400, "ExpiredTokenException") : Fault.NONE;
            }
        });
        aws.start();
    }

    @AfterEach
    void stop() throws IOException {
        aws.stop();
        kinesis.close();
    }

    private ForegroundAdapter start(Map<String, String> identity) throws IOException {
        Map<String, String> environment = new TreeMap<>(identity);
        environment.putAll(Map.of(
                "ARN", ARN,
                "AWS_KINESIS_PARTITION", "p",
                "AWS_ENDPOINT_URL_KINESIS", kinesis.endpoint().toString(),
                "PORT", "0",
                "TMCTL_ADAPTER_HOST", "127.0.0.1"));
        return new ForegroundAdapter(new InstalledTmctl(home, environment).start(new File("/dev/null"), "adapter"));
    }

    /// As a kubelet does it: the file is another one from one moment to the next.
    private void rotate(String content) throws IOException {
        Path fresh = Files.writeString(token.resolveSibling("fresh"), content);
        Files.move(fresh, token, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void awaitMore() {
        int before = kinesis.stream().size();
        Awaitility.await().atMost(TIMEOUT).until(() -> kinesis.stream().size() >= before + SOME);
    }

    private void awaitSigner(String key) {
        Awaitility.await()
                .atMost(TIMEOUT)
                .until(() -> kinesis.seen().stream()
                        .anyMatch(request -> request.accessKeyId().equals(key)));
        awaitMore();
    }

    private void assertNothingLost(SteadyTraffic traffic) throws InterruptedException {
        int sent = traffic.stop();
        assertThat(traffic.refusals()).isEmpty();
        List<Integer> stored = kinesis.stream().records().stream()
                .map(FaultyStream.Stored::data)
                .map(Integer::valueOf)
                .sorted()
                .toList();
        assertThat(stored).isEqualTo(IntStream.range(0, sent).boxed().toList());
    }

    /// Who gives credentials for a token, and does so no more.
    private interface Issuer {
        /// @param id stands at the end of the key
        void gives(String token, String id, Duration life);

        void refuses(String token);
    }

    /// Three tokens, one after the other.
    ///
    /// @param identity what EKS puts into the pod's environment
    /// @param key what the keys begin with
    private void assertNothingLostByRotation(Issuer issuer, Map<String, String> identity, String key) throws Exception {
        rotate("jwt-1");
        // so short that new ones are asked for all the time
        issuer.gives("jwt-1", "1", Duration.ofSeconds(20));
        issuer.gives("jwt-2", "2", Duration.ofHours(1));
        issuer.gives("jwt-3", "3", Duration.ofHours(1));
        try (ForegroundAdapter adapter = start(identity);
                SteadyTraffic traffic = new SteadyTraffic(adapter.url())) {
            awaitSigner(key + "1");
            rotate("jwt-2");
            awaitSigner(key + "2");
            issuer.refuses("jwt-1");
            expired.add(key + "1");
            awaitMore();
            // the second credentials are kept for an hour, but AWS says that they are over
            rotate("jwt-3");
            issuer.refuses("jwt-2");
            expired.add(key + "2");
            awaitSigner(key + "3");
            assertNothingLost(traffic);
            assertThat(adapter.terminate()).isZero();
            assertThat(adapter.lines()).noneMatch(line -> line.contains("jwt-") || line.contains("secret-"));
        }
    }

    @Test
    void should_lose_nothing_while_a_web_identity_token_is_replaced() throws Exception {
        Issuer sts = new Issuer() {
            @Override
            public void gives(String jwt, String id, Duration life) {
                answers(
                        jwt,
                        FakeAws.credentials(
                                "AssumeRoleWithWebIdentity", id, Instant.now().plus(life)));
            }

            @Override
            public void refuses(String jwt) {
                answers(jwt, FakeAws.stsError(400, "ExpiredTokenException", "Token expired"));
            }

            private void answers(String jwt, ResponseDefinitionBuilder answer) {
                aws.stubFor(post(urlEqualTo("/"))
                        .withRequestBody(containing("Action=AssumeRoleWithWebIdentity"))
                        .withRequestBody(containing("WebIdentityToken=" + jwt))
                        .willReturn(answer));
            }
        };
        assertNothingLostByRotation(
                sts,
                Map.of(
                        "AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/writer",
                        "AWS_WEB_IDENTITY_TOKEN_FILE", token.toString(),
                        "AWS_REGION", "eu-central-1",
                        "AWS_STS_REGIONAL_ENDPOINTS", "regional",
                        "AWS_ENDPOINT_URL_STS", aws.baseUrl()),
                "ASIAROLE0000");
    }

    @Test
    void should_lose_nothing_while_the_token_of_pod_identity_is_replaced() throws Exception {
        Issuer agent = new Issuer() {
            @Override
            public void gives(String podToken, String id, Duration life) {
                answers(
                        podToken,
                        okJson("{\"AccessKeyId\":\"ASIAPOD" + id + "\",\"SecretAccessKey\":\"secret-" + id
                                + "\",\"Token\":\"session-" + id + "\",\"AccountId\":\"123456789012\","
                                + "\"Expiration\":\""
                                + Instant.now().plus(life).truncatedTo(ChronoUnit.SECONDS) + "\"}"));
            }

            @Override
            public void refuses(String podToken) {
                answers(podToken, aResponse().withStatus(401).withBody("token expired"));
            }

            private void answers(String podToken, ResponseDefinitionBuilder answer) {
                aws.stubFor(get(urlEqualTo("/v1/credentials"))
                        .withHeader("Authorization", equalTo(podToken))
                        .willReturn(answer));
            }
        };
        assertNothingLostByRotation(
                agent,
                Map.of(
                        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                        aws.baseUrl() + "/v1/credentials",
                        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
                        token.toString()),
                "ASIAPOD");
    }
}
