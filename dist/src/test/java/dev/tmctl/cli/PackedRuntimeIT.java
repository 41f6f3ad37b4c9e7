package dev.tmctl.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.tmctl.cli.InstalledTmctl.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The modules of the packed Java runtime are enough for what AWS asks for: TLS, XML from STS, roles and SSO profiles.
class PackedRuntimeIT {
    private static final String PASSWORD = "changeit";
    private static final String RECORD = """
            {"ShardId":"shardId-000000000003","SequenceNumber":"7","EncryptionType":"KMS"}""";

    private final Path home;
    private final Path keys;
    private final List<WireMockServer> servers = new ArrayList<>();

    PackedRuntimeIT(@TempDir Path home) {
        this.home = home;
        this.keys = home.resolve("keys.p12");
    }

    @AfterEach
    void stop() {
        servers.forEach(WireMockServer::stop);
    }

    /// Starts AWS' services on one port, with a certificate that only the test's trust store knows.
    private WireMockServer startAws(String algorithm) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "aws",
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        WireMockServer aws = new WireMockServer(wireMockConfig()
                .bindAddress("127.0.0.1")
                .httpDisabled(true)
                .dynamicHttpsPort()
                .keystorePath(keys.toString())
                .keystoreType("PKCS12")
                .keystorePassword(PASSWORD)
                .keyManagerPassword(PASSWORD));
        aws.start();
        servers.add(aws);
        stubKinesis(aws, "PutRecord", RECORD);
        stubKinesis(
                aws, "PutRecords", "{\"FailedRecordCount\":0,\"EncryptionType\":\"KMS\",\"Records\":[" + RECORD + "]}");
        aws.stubFor(post(urlEqualTo("/"))
                .withHeader("X-Amz-Target", absent())
                .withRequestBody(containing("Action=AssumeRole"))
                .willReturn(aResponse().withHeader("Content-Type", "text/xml").withBody("""
                        <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
                        <AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/writer/s</Arn>
                        <AssumedRoleId>AROA:s</AssumedRoleId></AssumedRoleUser>
                        <Credentials><AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
                        <SessionToken>token</SessionToken><Expiration>2100-01-01T00:00:00Z</Expiration></Credentials>
                        </AssumeRoleResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>
                        </AssumeRoleResponse>
                        """)));
        aws.stubFor(get(urlPathEqualTo("/federation/credentials"))
                .withQueryParam("role_name", equalTo("writer"))
                .withHeader("x-amz-sso_bearer_token", equalTo("sso-token"))
                .willReturn(aResponse().withBody("""
                        {"roleCredentials":{"accessKeyId":"ASIASSO","secretAccessKey":"secret","sessionToken":"token",
                        "expiration":4102444800000}}
                        """)));
        return aws;
    }

    private static void stubKinesis(WireMockServer aws, String operation, String answer) {
        aws.stubFor(post(urlEqualTo("/"))
                .withHeader("X-Amz-Target", equalTo("Kinesis_20131202." + operation))
                .withHeader("X-Amz-Security-Token", equalTo("token"))
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/x-amz-json-1.1")
                        .withBody(answer)));
    }

    private Result send(WireMockServer aws, Map<String, String> more) throws Exception {
        String url = "https://localhost:" + aws.httpsPort();
        Map<String, String> environment = new HashMap<>(Map.of(
                "TMCTL_JAVA_HOME",
                "",
                "AWS_PROFILE",
                "writer",
                "AWS_CBOR_DISABLE",
                "true",
                "AWS_ENDPOINT_URL_STS",
                url,
                "AWS_ENDPOINT_URL_SSO",
                url));
        environment.putAll(more);
        return new InstalledTmctl(home, environment)
                .run(
                        "send",
                        "--direct",
                        "--arn",
                        "arn:aws:kinesis:eu-central-1:123456789012:stream/orders",
                        "--partition",
                        "p",
                        "--endpoint",
                        url,
                        "-o",
                        "json",
                        "ping");
    }

    private Map<String, String> trusting(String more) {
        return Map.of(
                "TMCTL_JAVA_OPTS",
                "-Djavax.net.ssl.trustStore=" + keys + " -Djavax.net.ssl.trustStorePassword=" + PASSWORD + " " + more);
    }

    private void configure(String text) throws Exception {
        Files.createDirectories(home.resolve(".aws"));
        Files.writeString(home.resolve(".aws/config"), text);
    }

    private void configureRole() throws Exception {
        configure("""
                [profile writer]
                role_arn = arn:aws:iam::123456789012:role/writer
                source_profile = keys
                region = eu-central-1
                [profile keys]
                aws_access_key_id = AKIAIOSFODNN7EXAMPLE
                aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
                """);
    }

    private static void assertStored(Result sent) {
        assertThat(sent.code()).as(sent.err()).isZero();
        assertThat(sent.out())
                .contains("{\"ShardId\":\"shardId-000000000003\",\"SequenceNumber\":\"7\",\"EncryptionType\":\"KMS\"}");
        assertThat(sent.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"EC, TLSv1.3", "RSA, TLSv1.2"})
    void should_assume_a_role_and_send_over_tls(String algorithm, String protocol) throws Exception {
        WireMockServer aws = startAws(algorithm);
        configureRole();
        assertStored(send(aws, trusting("-Djdk.tls.client.protocols=" + protocol)));
    }

    @Test
    void should_use_the_session_of_a_single_sign_on() throws Exception {
        WireMockServer aws = startAws("EC");
        configure("""
                [profile writer]
                sso_session = company
                sso_account_id = 123456789012
                sso_role_name = writer
                region = eu-central-1
                [sso-session company]
                sso_start_url = https://company.example/start
                sso_region = eu-central-1
                """);
        Path cache = Files.createDirectories(home.resolve(".aws/sso/cache"));
        String name = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-1").digest("company".getBytes(StandardCharsets.UTF_8)));
        Files.writeString(cache.resolve(name + ".json"), """
                {"startUrl":"https://company.example/start","region":"eu-central-1","accessToken":"sso-token",
                "expiresAt":"%s"}
                """.formatted(Instant.parse("2100-01-01T00:00:00Z")));
        assertStored(send(aws, trusting("")));
    }

    @Test
    void should_not_trust_a_certificate_of_nobody() throws Exception {
        WireMockServer aws = startAws("EC");
        configureRole();
        Result sent = send(aws, Map.of("AWS_PROFILE", "keys"));
        assertThat(sent.code()).isEqualTo(5);
        // once: it cannot pass the next time
        assertThat(sent.err().replaceAll("event \"[^\"]+\"", "event")).isEqualTo("""
                        error: event was not stored in orders: CertificateNotTrusted: the endpoint's certificate is not \
                        trusted: unable to find valid certification path to requested target
                        hint:  check --endpoint; for an authority of your own: AWS_CA_BUNDLE=FILE, its certificate as PEM
                        """);
        assertThat(aws.getAllServeEvents()).isEmpty();
    }
}
