package dev.tmctl.aws;

import static dev.tmctl.aws.FakeAws.credentials;
import static dev.tmctl.aws.FakeAws.stsError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tmctl.target.Auth;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.model.StsException;

/// The identity that EKS names in a pod's environment, in the default chain of a target without `auth`.
class NamedIdentityTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/writer";

    private final FakeAws aws = new FakeAws();
    private final Path token;

    NamedIdentityTest(@TempDir Path folder) {
        this.token = folder.resolve("token");
    }

    @BeforeEach
    void standBehindKeys() {
        // these come first in the chain
        Assumptions.assumeTrue(System.getenv("AWS_ACCESS_KEY_ID") == null, "AWS_ACCESS_KEY_ID is set");
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private AwsClients access(Map<String, String> more) throws Exception {
        Files.writeString(token, "jwt.of.pod");
        Map<String, String> environment = new HashMap<>(aws.environment());
        environment.put("AWS_ROLE_ARN", ROLE);
        environment.put("AWS_WEB_IDENTITY_TOKEN_FILE", token.toString());
        environment.putAll(more);
        return new AwsClients(aws.target("orders", new Auth.DefaultChain(null)), environment);
    }

    @Test
    void isUsed() throws Exception {
        aws.stsAnswers(
                credentials("AssumeRoleWithWebIdentity", "1", Instant.now().plus(Duration.ofHours(1))));
        try (AwsClients clients = access(Map.of("AWS_REGION", "us-west-2"))) {
            assertThat(clients.resolveCredentialSource())
                    .isEqualTo("AWS default credential chain: web identity token, key ASIA********01");
            assertThat(clients.credentialsMayChange()).isTrue();
        }
        assertThat(aws.stsForms())
                .containsExactly(Map.of(
                        "Action", "AssumeRoleWithWebIdentity",
                        "Version", "2011-06-15",
                        "RoleArn", ROLE,
                        "RoleSessionName", "tmctl-orders",
                        "WebIdentityToken", "jwt.of.pod"));
    }

    /// The next in the chain would be the node's own role.
    @Test
    void isTheOnlyOneThatIsTriedWhenItIsRefused() throws Exception {
        aws.stsAnswers(stsError(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity"));
        try (AwsClients clients = access(Map.of())) {
            assertThat(catchThrowable(clients::resolveCredentialSource))
                    .isInstanceOf(MissingCredentialsException.class)
                    .hasMessage("the role " + ROLE + " could not be assumed: AccessDenied: "
                            + "Not authorized to perform sts:AssumeRoleWithWebIdentity");
        }
    }

    @Test
    void isTheOnlyOneThatIsTriedWhenItCannotBeHadNow() throws Exception {
        aws.stsAnswers(stsError(503, "ServiceUnavailable", "later"));
        try (AwsClients clients = access(Map.of())) {
            SdkException thrown =
                    (SdkException) catchThrowable(() -> clients.readClient().listShards(r -> r.streamName("orders")));
            assertThat(thrown).isInstanceOf(StsException.class).hasMessageContaining("later");
        }
        assertThat(aws.kinesisRequests()).isEmpty();
    }

    @Test
    void isTriedAgainByTheNextWhoAsks() throws Exception {
        aws.stsAnswers(
                stsError(400, "InvalidIdentityToken", "not yet"),
                credentials("AssumeRoleWithWebIdentity", "1", Instant.now().plus(Duration.ofHours(1))));
        try (AwsClients clients = access(Map.of())) {
            assertThat(catchThrowable(clients::resolveCredentialSource))
                    .isInstanceOf(MissingCredentialsException.class);
            assertThat(clients.resolveCredentialSource()).endsWith("key ASIA********01");
        }
    }
}
