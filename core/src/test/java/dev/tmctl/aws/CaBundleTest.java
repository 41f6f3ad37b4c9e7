package dev.tmctl.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tmctl.delivery.FakeKinesis;
import dev.tmctl.target.Auth;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.PartitionKey;
import dev.tmctl.target.SecretText;
import dev.tmctl.target.StreamArn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/// A Kinesis and an STS that are certified by an authority of somebody's own.
class CaBundleTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/writer";

    private final Path folder;

    CaBundleTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static KinesisTarget target(String endpoint) {
        return new KinesisTarget(
                "orders",
                StreamArn.parse("arn:aws:kinesis:eu-central-1:123456789012:stream/orders"),
                new PartitionKey("key"),
                new Auth.Credentials(new SecretText("AKIAEXAMPLE"), new SecretText("s3cret"), null, ROLE),
                null,
                URI.create(endpoint),
                null,
                false,
                null);
    }

    private static String put(String endpoint, Map<String, String> environment) {
        try (AwsClients clients = new AwsClients(target(endpoint), environment)) {
            KinesisClient client = clients.deliveryClient(Duration.ofSeconds(20), false);
            return client.putRecord(r -> r.streamARN("arn:aws:kinesis:eu-central-1:123456789012:stream/orders")
                            .partitionKey("p")
                            .data(SdkBytes.fromUtf8String("1")))
                    .shardId();
        }
    }

    @Test
    void isTrustedByKinesisAndSts() throws Exception {
        try (PrivateAuthority aws = new PrivateAuthority(folder)) {
            aws.server()
                    .stubFor(post(urlEqualTo("/"))
                            .withHeader("X-Amz-Target", containing("PutRecord"))
                            .willReturn(FakeKinesis.stored("1")));
            aws.server()
                    .stubFor(post(urlEqualTo("/"))
                            .withHeader("X-Amz-Target", absent())
                            .willReturn(FakeAws.credentials(
                                    "AssumeRole", "1", Instant.now().plusSeconds(3600))));
            Map<String, String> told = Map.of(
                    "AWS_ENDPOINT_URL_STS",
                    aws.url(),
                    "AWS_CA_BUNDLE",
                    aws.bundle().toString());
            assertThat(put(aws.url(), told)).isEqualTo("shardId-000000000000");
            assertThatThrownBy(() -> put(aws.url(), Map.of("AWS_ENDPOINT_URL_STS", aws.url(), "AWS_CA_BUNDLE", "")))
                    .hasRootCauseInstanceOf(java.security.cert.CertPathBuilderException.class)
                    .hasStackTraceContaining(SSLHandshakeException.class.getName());
        }
    }

    @Test
    void addsToWhatJavaTrusts() throws Exception {
        try (PrivateAuthority aws = new PrivateAuthority(folder)) {
            TrustManagerFactory java = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            java.init((java.security.KeyStore) null);
            Set<String> before = names(java.getTrustManagers());
            Set<String> after = names(
                    CaBundle.trustManagers(Map.of("AWS_CA_BUNDLE", aws.bundle().toString()))
                            .orElseThrow());
            assertThat(after).hasSize(before.size() + 1).containsAll(before).contains("CN=authority");
            assertThat(CaBundle.trustManagers(Map.of())).isEmpty();
        }
    }

    private static Set<String> names(TrustManager[] managers) {
        return Arrays.stream(managers)
                .map(X509TrustManager.class::cast)
                .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
                .map(certificate -> certificate.getSubjectX500Principal().toString())
                .collect(Collectors.toSet());
    }

    private static void assertRefused(Path file, String why) {
        assertThatThrownBy(
                        () -> new AwsClients(target("https://127.0.0.1:1"), Map.of("AWS_CA_BUNDLE", file.toString())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("AWS_CA_BUNDLE: " + why);
    }

    @Test
    void tellsAFileThatCannotBeUsed() throws IOException {
        Path file = folder.resolve("bundle.pem");
        assertRefused(file, file + ": no such file");
        assertRefused(folder, folder + " is a folder; expected a file of certificates (PEM)");
        Files.writeString(file, "no PEM");
        assertRefused(file, file + " holds no certificate; expected PEM");
        Files.writeString(file, "-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n");
        assertRefused(file, file + ": certificate 1 cannot be read; expected PEM");
    }

    @Test
    void tellsAFileThatMayNotBeRead() throws IOException {
        Path file = Files.writeString(folder.resolve("bundle.pem"), "x");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(file), "root reads every file");
        assertRefused(file, file + ": permission denied");
    }

    /// The local Kinesis is this machine's, and speaks no TLS.
    @Test
    void isNotNeededByTheLocalKinesis() {
        KinesisTarget aws = target("http://127.0.0.1:1");
        KinesisTarget local = new KinesisTarget(
                aws.name(), aws.arn(), aws.partitionKey(), aws.auth(), null, aws.endpoint(), null, true, null);
        try (AwsClients clients = new AwsClients(local, Map.of("AWS_CA_BUNDLE", "/nonexistent"))) {
            assertThat(clients.target()).isEqualTo(local);
        }
    }

    /// Nobody is asked for credentials that stand in the environment, and the endpoint speaks no TLS.
    @Test
    void isNotNeededWithKeysInTheEnvironmentAndAPlainEndpoint() {
        KinesisTarget keys = target("http://127.0.0.1:1");
        KinesisTarget chain = keys.withAuth(new Auth.DefaultChain(null));
        Map<String, String> environment =
                Map.of("AWS_CA_BUNDLE", "/nonexistent", "AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "b");
        try (AwsClients clients = new AwsClients(chain, environment)) {
            assertThat(clients.target()).isEqualTo(chain);
        }
        String role = "arn:aws:iam::123456789012:role/writer";
        for (AwsCase needed : List.of(
                new AwsCase(chain, Map.of("AWS_CA_BUNDLE", "/nonexistent", "AWS_ACCESS_KEY_ID", "a")),
                new AwsCase(keys.withAuth(new Auth.DefaultChain(role)), environment),
                new AwsCase(target("https://127.0.0.1:1").withAuth(new Auth.DefaultChain(null)), environment))) {
            assertThatThrownBy(() -> new AwsClients(needed.target(), needed.environment()))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("AWS_CA_BUNDLE: ");
        }
    }

    private record AwsCase(KinesisTarget target, Map<String, String> environment) {}
}
