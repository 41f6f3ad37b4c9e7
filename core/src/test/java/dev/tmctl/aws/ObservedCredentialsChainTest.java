package dev.tmctl.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkException;

/// Which provider of the default chain answered. System properties stand in for the environment, which a test
/// cannot change.
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class ObservedCredentialsChainTest {

    private final Map<String, @Nullable String> before = new HashMap<>();

    @TempDir
    Path folder;

    @BeforeEach
    void seeNothingOfThisMachine() {
        List.of("AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")
                .forEach(name -> Assumptions.assumeTrue(System.getenv(name) == null, name + " is set"));
        set("aws.sharedCredentialsFile", folder.resolve("credentials").toString());
        set("aws.configFile", folder.resolve("config").toString());
        set("aws.disableEc2Metadata", "true");
    }

    @AfterEach
    void restore() {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    private void set(String name, String value) {
        before.putIfAbsent(name, System.getProperty(name));
        System.setProperty(name, value);
    }

    private void profile() throws Exception {
        Files.writeString(
                folder.resolve("credentials"),
                "[default]\naws_access_key_id = AKIAPROFILE\naws_secret_access_key = profile-secret\n");
    }

    private static void assertAnswered(String source, String keyId) {
        try (ObservedCredentialsChain chain = new ObservedCredentialsChain(Map.of(), null)) {
            assertThat(chain.source()).isNull();
            AwsCredentials credentials = chain.resolveCredentials();
            assertThat(chain.source()).isEqualTo(source);
            assertThat(credentials.accessKeyId()).isEqualTo(keyId);
            assertThat(chain.resolveCredentials().accessKeyId()).isEqualTo(keyId);
            assertThat(credentials.toString()).contains(keyId).doesNotContain("secret");
        }
    }

    @Test
    void namesSystemPropertiesBeforeAProfile() throws Exception {
        profile();
        set("aws.accessKeyId", "AKIAPROPERTY");
        set("aws.secretAccessKey", "property-secret");
        assertAnswered("system properties", "AKIAPROPERTY");
    }

    @Test
    void namesTheProfile() throws Exception {
        Assumptions.assumeTrue(System.getenv("AWS_PROFILE") == null, "AWS_PROFILE is set");
        profile();
        assertAnswered("profile default", "AKIAPROFILE");
    }

    @Test
    void namesTheContainer() {
        WireMockServer server =
                new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());
        server.start();
        try {
            server.stubFor(get(urlEqualTo("/credentials"))
                    .willReturn(okJson("{\"AccessKeyId\":\"ASIACONTAINER\",\"SecretAccessKey\":\"container-secret\","
                            + "\"Token\":\"t\",\"Expiration\":\"2999-01-01T00:00:00Z\"}")));
            set("aws.containerCredentialsFullUri", server.baseUrl() + "/credentials");
            assertAnswered("container", "ASIACONTAINER");
        } finally {
            server.stop();
        }
    }

    /// A profile of the machine would come later, and may be somebody else's.
    @Test
    void staysWithTheContainerThatIsNamed() {
        WireMockServer server =
                new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());
        server.start();
        set("aws.containerCredentialsFullUri", server.baseUrl() + "/refuses");
        try (ObservedCredentialsChain chain = new ObservedCredentialsChain(Map.of(), null)) {
            assertThatThrownBy(chain::resolveCredentials).isInstanceOf(SdkException.class);
            assertThat(chain.source()).isNull();
        } finally {
            server.stop();
        }
    }

    @Test
    void saysWhatItTriedWhenNobodyAnswers() throws Exception {
        Assumptions.assumeTrue(System.getenv("AWS_PROFILE") == null, "AWS_PROFILE is set");
        Files.writeString(folder.resolve("config"), "[default]\nregion = eu-central-1\n");
        try (ObservedCredentialsChain chain = new ObservedCredentialsChain(Map.of(), null)) {
            assertThatThrownBy(chain::resolveCredentials)
                    .isInstanceOf(MissingCredentialsException.class)
                    .hasMessage("no AWS credentials were found (tried system properties, environment variables, "
                            + "web identity token, profile default, container, EC2 instance)");
            assertThat(chain.source()).isNull();
        }
    }

    /// What would come next may be somebody else's.
    @ParameterizedTest
    @CsvSource({
        "AWS_ACCESS_KEY_ID,AWS_SECRET_ACCESS_KEY",
        "AWS_SECRET_ACCESS_KEY,AWS_ACCESS_KEY_ID",
    })
    void staysWithHalfAPairOfVariables(String there, String missing) throws Exception {
        profile();
        try (ObservedCredentialsChain chain =
                new ObservedCredentialsChain(Map.of(there, "half-secret", missing, " "), null)) {
            assertThatThrownBy(chain::resolveCredentials)
                    .isInstanceOfSatisfying(
                            MissingCredentialsException.class,
                            e -> assertThat(e.nextStep()).isEqualTo("set both, or unset " + there))
                    .hasMessage(there + " is set, and " + missing + " is not");
            assertThat(chain.source()).isNull();
        }
    }

    @Test
    void staysWithHalfAPairOfProperties() throws Exception {
        profile();
        set("aws.secretAccessKey", "half-secret");
        try (ObservedCredentialsChain chain = new ObservedCredentialsChain(Map.of(), null)) {
            assertThatThrownBy(chain::resolveCredentials)
                    .isInstanceOf(MissingCredentialsException.class)
                    .hasMessage("aws.secretAccessKey is set, and aws.accessKeyId is not");
        }
    }

    /// The machine's own credentials come later.
    @Test
    void staysWithTheProfileThatIsConfigured() throws Exception {
        Assumptions.assumeTrue(System.getenv("AWS_PROFILE") == null, "AWS_PROFILE is set");
        Files.writeString(folder.resolve("credentials"), "[default]\naws_secret_access_key = half-secret\n");
        try (ObservedCredentialsChain chain = new ObservedCredentialsChain(Map.of(), null)) {
            assertThatThrownBy(chain::resolveCredentials)
                    .isInstanceOf(MissingCredentialsException.class)
                    .hasMessage("the AWS profile default has no aws_access_key_id");
        }
    }

    @Test
    void readsAProfileAgainThatWasMended() throws Exception {
        Assumptions.assumeTrue(System.getenv("AWS_PROFILE") == null, "AWS_PROFILE is set");
        Files.writeString(folder.resolve("credentials"), "[default]\naws_secret_access_key = half-secret\n");
        try (ObservedCredentialsChain chain = new ObservedCredentialsChain(Map.of(), null)) {
            assertThatThrownBy(chain::resolveCredentials).isInstanceOf(MissingCredentialsException.class);
            profile();
            assertThat(chain.resolveCredentials().accessKeyId()).isEqualTo("AKIAPROFILE");
        }
    }
}
