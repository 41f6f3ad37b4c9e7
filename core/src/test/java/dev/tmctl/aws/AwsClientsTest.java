package dev.tmctl.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tmctl.target.Auth;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.PartitionKey;
import dev.tmctl.target.SecretText;
import dev.tmctl.target.StreamArn;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a target says and an environment adds, where nothing has to connect.
class AwsClientsTest {

    private static final String KINESIS = "AWS_ENDPOINT_URL_KINESIS";
    private static final String ANY = "AWS_ENDPOINT_URL";
    private static final String ROLE = "arn:aws:iam::123456789012:role/writer";

    private static KinesisTarget target(Auth auth, @Nullable String endpoint, boolean local) {
        return new KinesisTarget(
                "orders",
                StreamArn.parse("arn:aws:kinesis:eu-central-1:123456789012:stream/orders"),
                new PartitionKey("key"),
                auth,
                null,
                endpoint == null ? null : URI.create(endpoint),
                null,
                local,
                null);
    }

    private static @Nullable String endpoint(@Nullable String ofTarget, Map<String, String> environment) {
        return AwsClients.endpointOverride(target(new Auth.DefaultChain(), ofTarget, false), environment)
                .map(URI::toString)
                .orElse(null);
    }

    @Test
    void takesTheMostSpecialEndpoint() {
        Map<String, String> both = Map.of(KINESIS, "http://k", ANY, "http://a");
        assertThat(endpoint("http://t", both)).isEqualTo("http://t");
        assertThat(endpoint(null, both)).isEqualTo("http://k");
        assertThat(endpoint(null, Map.of(ANY, "http://a"))).isEqualTo("http://a");
        assertThat(endpoint(null, Map.of())).isNull();
    }

    @Test
    void takesAnEmptyEndpointForNone() {
        assertThat(endpoint(null, Map.of(KINESIS, "", ANY, "http://a"))).isEqualTo("http://a");
        assertThat(endpoint(null, Map.of(KINESIS, " ", ANY, ""))).isNull();
        Auth keys = new Auth.Credentials(new SecretText("AKIAEXAMPLE00001"), new SecretText("s"), null, ROLE);
        Map<String, String> empty = Map.of("AWS_ENDPOINT_URL_STS", "", ANY, "");
        try (AwsClients clients = new AwsClients(target(keys, null, false), empty)) {
            assertThat(clients.target().auth()).isEqualTo(keys);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"kinesis", "http://", "http://[::1", "http://a^b", "ftp://a", "http://a:0", "http://a:65536"})
    void namesTheVariableOfWhatIsNoUrl(String url) {
        assertThatThrownBy(() -> endpoint(null, Map.of(KINESIS, url)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(KINESIS + ": \"" + url + "\" is not a URL; expected http(s)://HOST[:PORT]");
    }

    @Test
    void ignoresTheEnvironmentsEndpointsWhenItIsToldTo() {
        Map<String, String> told =
                Map.of(KINESIS, "http://k", ANY, "http://a", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "TRUE");
        assertThat(endpoint(null, told)).isNull();
        assertThat(endpoint("http://t", told)).isEqualTo("http://t");
    }

    @ParameterizedTest
    @CsvSource({
        "AKIAIOSFODNN7EXAMPLE,AKIA********LE",
        "AKIAEXAMPLE1,AKIA********E1",
        "AKIAEXAMPLE,********",
        "'',********"
    })
    void showsNoMoreOfAKeyThanTellsItApart(String id, String shown) {
        assertThat(AwsClients.maskKeyId(id)).isEqualTo(shown);
    }

    @Test
    void namesTheTargetsOwnKey() {
        Auth keys = new Auth.Credentials(
                new SecretText("AKIAIOSFODNN7EXAMPLE"), new SecretText("s3cret"), new SecretText("t0ken"), null);
        try (AwsClients clients = new AwsClients(target(keys, null, false), Map.of())) {
            assertThat(clients.resolveCredentialSource()).isEqualTo("access key of the target, key AKIA********LE");
            assertThat(clients.target() + " " + keys).doesNotContain("s3cret", "t0ken", "IOSFODNN");
        }
    }

    @Test
    void needsNoCredentialsForTheLocalKinesis() {
        Auth role = new Auth.WebIdentity(ROLE, null, false);
        try (AwsClients clients = new AwsClients(target(role, "http://127.0.0.1:1", true), Map.of())) {
            assertThat(clients.resolveCredentialSource()).isEqualTo("none (local Kinesis), key ********");
        }
    }

    @ParameterizedTest
    @CsvSource({"true,auth.iamRole", "false,auth.iam.roleArn"})
    void saysAtOnceThatAPodsRoleIsNotToBeHadHere(boolean deprecated, String field) {
        Auth role = new Auth.WebIdentity(ROLE, null, deprecated);
        assertThatThrownBy(() -> new AwsClients(target(role, null, false), Map.of("AWS_WEB_IDENTITY_TOKEN_FILE", " ")))
                .isInstanceOfSatisfying(MissingCredentialsException.class, e -> {
                    assertThat(e)
                            .hasMessage(
                                    field + " is given to a pod by EKS, and this machine has no web identity token");
                    assertThat(e.nextStep()).contains("AWS_WEB_IDENTITY_TOKEN_FILE");
                });
    }
}
