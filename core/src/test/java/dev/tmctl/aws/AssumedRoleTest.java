package dev.tmctl.aws;

import static dev.tmctl.aws.FakeAws.credentials;
import static dev.tmctl.aws.FakeAws.stsError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.tmctl.delivery.DeliveryOptions;
import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.KinesisDelivery;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.target.Auth;
import dev.tmctl.target.SecretText;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Roles that a target's credentials are exchanged for.
class AssumedRoleTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/writer";
    private static final Auth KEYS = new Auth.Credentials(
            new SecretText("AKIAEXAMPLE00001"), new SecretText("long-lived-secret"), new SecretText("own-token"), ROLE);

    private final FakeAws aws = new FakeAws();

    @AfterEach
    void stop() {
        aws.close();
    }

    private static Instant inAnHour() {
        return Instant.now().plus(Duration.ofHours(1));
    }

    private AwsClients access(String name, Auth auth, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(aws.environment());
        environment.putAll(more);
        return new AwsClients(aws.target(name, auth), environment);
    }

    private static Outcome deliver(AwsClients clients) {
        DeliveryOptions options = DeliveryOptions.DEFAULT.withDeadline(Duration.ZERO);
        try (KinesisDelivery delivery = new KinesisDelivery(clients, options)) {
            return delivery.deliver(List.of(CloudEventBuilder.v1()
                            .withId("1")
                            .withSource(URI.create("/s"))
                            .withType("t")
                            .build()))
                    .getFirst();
        }
    }

    @Test
    void isAskedForWithTheTargetsKeysAndSignsTheCalls() {
        aws.stsAnswers(credentials("AssumeRole", "1", inAnHour()));
        try (AwsClients clients = access("orders", KEYS, Map.of())) {
            assertThat(deliver(clients)).isInstanceOf(Outcome.Delivered.class);
            assertThat(deliver(clients)).isInstanceOf(Outcome.Delivered.class);
            assertThat(clients.resolveCredentialSource())
                    .isEqualTo("access key of the target, assuming " + ROLE + ", key ASIA********01");
        }
        assertThat(aws.stsForms())
                .containsExactly(Map.of(
                        "Action", "AssumeRole",
                        "Version", "2011-06-15",
                        "RoleArn", ROLE,
                        "RoleSessionName", "tmctl-orders"));
        assertThat(aws.stsRequests()).extracting(FakeAws::signer).containsExactly("AKIAEXAMPLE00001 own-token");
        assertThat(aws.stsRequests().getFirst().getHeader("Authorization")).contains("/eu-central-1/sts/");
        assertThat(aws.kinesisRequests())
                .extracting(FakeAws::signer)
                .containsExactly("ASIAROLE00001 token-1", "ASIAROLE00001 token-1");
    }

    @Test
    void hasASessionNameThatStsTakesEvenOfTheLongestTarget() {
        aws.stsAnswers(credentials("AssumeRole", "1", inAnHour()));
        try (AwsClients clients = access("a".repeat(63), KEYS, Map.of())) {
            clients.resolveCredentialSource();
        }
        assertThat(aws.stsForms().getFirst()).containsEntry("RoleSessionName", "tmctl-" + "a".repeat(58));
    }

    @Test
    void isAskedForAnewWhenItsCredentialsExpire() {
        aws.stsAnswers(
                credentials("AssumeRole", "1", Instant.now().plusSeconds(20)),
                credentials("AssumeRole", "2", inAnHour()));
        try (AwsClients clients = access("orders", KEYS, Map.of())) {
            for (int i = 0; i < 3; i++) {
                assertThat(deliver(clients)).isInstanceOf(Outcome.Delivered.class);
            }
        }
        assertThat(aws.kinesisRequests())
                .extracting(FakeAws::signer)
                .containsExactly("ASIAROLE00001 token-1", "ASIAROLE00002 token-2", "ASIAROLE00002 token-2");
        assertThat(aws.stsForms()).hasSize(2);
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "403,AccessDenied",
        "403,InvalidClientTokenId",
        "403,ExpiredToken",
        "400,ValidationError",
        "400,MalformedPolicyDocument"
    })
    void thatIsRefusedIsAFailureOfCredentials(int status, String code) {
        aws.stsAnswers(stsError(status, code, "not\n for you"));
        try (AwsClients clients = access("orders", KEYS, Map.of())) {
            assertThat(deliver(clients))
                    .isEqualTo(new Outcome.Failed(
                            FailureKind.CREDENTIALS,
                            "MissingCredentials",
                            "the role " + ROLE + " could not be assumed: " + code + ": not for you; "
                                    + "check the role's ARN and its trust policy, and that the caller may assume it",
                            null,
                            1));
            Throwable thrown = catchThrowable(clients::resolveCredentialSource);
            assertThat(thrown)
                    .isInstanceOf(MissingCredentialsException.class)
                    .hasMessage("the role " + ROLE + " could not be assumed: " + code + ": not for you");
            assertThat(stackTrace(thrown)).doesNotContain("secret", "own-token", "AKIAEXAMPLE00001");
        }
        assertThat(aws.kinesisRequests()).isEmpty();
    }

    @Test
    void thatStsCannotGiveNowMayBeHadLater() {
        aws.stsAnswers(stsError(503, "ServiceUnavailable", "later"));
        try (AwsClients clients = access("orders", KEYS, Map.of())) {
            assertThat(((Outcome.Failed) deliver(clients)).kind()).isEqualTo(FailureKind.SERVICE);
        }
        aws.stsAnswers(WireMock.aResponse().withFault(Fault.EMPTY_RESPONSE));
        try (AwsClients clients = access("orders", KEYS, Map.of())) {
            assertThat(((Outcome.Failed) deliver(clients)).kind()).isEqualTo(FailureKind.UNREACHABLE);
        }
    }

    @Test
    void isHadForAWebIdentityTokenToo(@TempDir Path folder) throws Exception {
        aws.stsAnswers(credentials("AssumeRoleWithWebIdentity", "1", inAnHour()));
        Path token = Files.writeString(folder.resolve("token"), "jwt.of.pod");
        Map<String, String> environment = Map.of("AWS_WEB_IDENTITY_TOKEN_FILE", token.toString());
        try (AwsClients clients = access("orders", new Auth.WebIdentity(ROLE, null, false), environment)) {
            assertThat(deliver(clients)).isInstanceOf(Outcome.Delivered.class);
            assertThat(clients.resolveCredentialSource()).isEqualTo("web identity token, key ASIA********01");
        }
        assertThat(aws.stsForms())
                .containsExactly(Map.of(
                        "Action", "AssumeRoleWithWebIdentity",
                        "Version", "2011-06-15",
                        "RoleArn", ROLE,
                        "RoleSessionName", "tmctl-orders",
                        "WebIdentityToken", "jwt.of.pod"));
        assertThat(aws.stsRequests().getFirst().containsHeader("Authorization")).isFalse();
        assertThat(aws.kinesisRequests()).extracting(FakeAws::signer).containsExactly("ASIAROLE00001 token-1");
    }

    @Test
    void isNotHadWhenTheTokenFileIsGone(@TempDir Path folder) {
        Map<String, String> environment =
                Map.of("AWS_WEB_IDENTITY_TOKEN_FILE", folder.resolve("gone").toString());
        try (AwsClients clients = access("orders", new Auth.WebIdentity(ROLE, null, false), environment)) {
            Outcome.Failed failure = (Outcome.Failed) deliver(clients);
            assertThat(failure.kind()).isEqualTo(FailureKind.CREDENTIALS);
            assertThat(failure.message())
                    .contains(folder.resolve("gone").toString())
                    .hasLineCount(1);
            assertThat(catchThrowable(clients::resolveCredentialSource))
                    .isInstanceOf(MissingCredentialsException.class);
        }
        assertThat(aws.stsForms()).isEmpty();
    }

    @Test
    void thatAWebIdentityTokenIsRefusedIsAFailureOfCredentialsWithoutTheToken(@TempDir Path folder) throws Exception {
        aws.stsAnswers(stsError(400, "InvalidIdentityToken", "no OpenIDConnect provider found"));
        Path token = Files.writeString(folder.resolve("token"), "jwt.of.pod");
        Map<String, String> environment =
                Map.of("AWS_WEB_IDENTITY_TOKEN_FILE", token.toString(), "AWS_ROLE_SESSION_NAME", "pod-7");
        try (AwsClients clients = access("orders", new Auth.WebIdentity(ROLE, null, false), environment)) {
            Outcome.Failed failure = (Outcome.Failed) deliver(clients);
            assertThat(failure.kind()).isEqualTo(FailureKind.CREDENTIALS);
            assertThat(failure.message())
                    .startsWith("the role " + ROLE
                            + " could not be assumed: InvalidIdentityToken: no OpenIDConnect provider found; ");
            assertThat(stackTrace(catchThrowable(clients::resolveCredentialSource)))
                    .doesNotContain("jwt.of.pod");
        }
        assertThat(aws.stsForms()).allSatisfy(form -> assertThat(form).containsEntry("RoleSessionName", "pod-7"));
    }
}
