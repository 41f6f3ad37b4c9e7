package dev.tmctl.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.net.Loopback;
import dev.tmctl.target.Auth;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.PayloadMode;
import dev.tmctl.target.Violation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The adapter's rules that need no server: failure answers, the loopback guard and the settings.
class AdapterRulesTest {

    private static final String ARN = "arn:aws:kinesis:eu-central-1:123456789012:stream/orders";
    private static final Outcome STORED = new Outcome.Delivered("shardId-0", "1", "NONE");

    private static Outcome.Failed failed(FailureKind kind, String message) {
        return new Outcome.Failed(kind, "Code", message, null, 1);
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_EVENT,400,0,Code: why",
        "TOO_LARGE,413,0,Code: why",
        "THROTTLED,429,1,error publishing to kinesis: Code: why",
        "CREDENTIALS,500,0,error publishing to kinesis: Code: why",
        "REFUSED,500,0,error publishing to kinesis: Code: why",
        "SERVICE,500,0,error publishing to kinesis: Code: why",
        "UNREACHABLE,503,1,error publishing to kinesis: Code: why"
    })
    void answersByKind(FailureKind kind, int status, int retryAfter, String body) {
        Outcome.Failed failure = failed(kind, "why");
        assertThat(FailureAnswer.of(List.of(failure))).isEqualTo(new FailureAnswer(status, body, retryAfter, failure));
    }

    @Test
    void letsWhatCanSucceedLaterDecide() {
        Outcome.Failed throttled = failed(FailureKind.THROTTLED, "slow");
        assertThat(FailureAnswer.of(List.of(failed(FailureKind.TOO_LARGE, "big"), STORED, throttled)))
                .isEqualTo(new FailureAnswer(
                        429, "2 of 3 events not stored: error publishing to kinesis: Code: slow", 1, throttled));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "€", "😀", "a😀"})
    void keepsTheBodyShort(String part) {
        String body = FailureAnswer.of(List.of(failed(FailureKind.SERVICE, part.repeat(2000))))
                .body();
        assertThat(body.getBytes(UTF_8).length).isBetween(760, 768);
        assertThat(body).endsWith("…").doesNotContain("\uFFFD");
    }

    @Test
    void keepsTheBodyOnOneLine() {
        assertThat(FailureAnswer.line(" a \r\n b\n\nc ")).isEqualTo("a b c");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost,true",
        "LOCALHOST:8080,true",
        "localhost.:80,true",
        "127.0.0.1:8080,true",
        "127.1.2.3,true",
        "[::1]:8080,true",
        "[::1],true",
        "evil.example,false",
        "evil.example:8080,false",
        "localhost.evil.example,false",
        "127.0.0.1.evil.example,false",
        "128.0.0.1,false",
        "0.0.0.0,false",
        "[::2]:80,false",
        "'',false"
    })
    void tellsLoopback(String authority, boolean loopback) {
        assertThat(Loopback.isAuthority(authority)).isEqualTo(loopback);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1,true", "::1,true", "0.0.0.0,false", "::,false"})
    void tellsWhetherItBindsLoopback(String address, boolean loopback) {
        assertThat(Loopback.isAddress(address)).isEqualTo(loopback);
    }

    @Test
    void readsUpstreamsEnvironment() {
        AdapterSettings settings = AdapterSettings.fromEnvironment(Map.of(
                "ARN", ARN,
                "AWS_KINESIS_PARTITION", "key",
                "AWS_DISCARD_CE_CONTEXT", "F",
                "AWS_ASSUME_ROLE_ARN", "arn:aws:iam::123456789012:role/writer",
                "NAME", "orders",
                "NAMESPACE", "prod"));
        assertThat(settings.host()).isEqualTo("0.0.0.0");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.namespace()).isEqualTo("prod");
        assertThat(settings.target().name()).isEqualTo("orders");
        assertThat(settings.target().arn()).hasToString(ARN);
        assertThat(settings.target().partitionKey()).hasToString("key");
        assertThat(settings.target().payloadMode()).isEqualTo(PayloadMode.FULL_EVENT);
        assertThat(settings.target().auth()).isEqualTo(new Auth.DefaultChain("arn:aws:iam::123456789012:role/writer"));
    }

    private static List<String> violations(Map<String, String> environment) {
        return Objects.requireNonNull(catchThrowableOfType(
                        InvalidInputException.class, () -> AdapterSettings.fromEnvironment(environment)))
                .violations()
                .stream()
                .map(Violation::toString)
                .toList();
    }

    @Test
    void namesEveryBadVariable() {
        assertThat(violations(Map.of(
                        "ARN", "orders",
                        "AWS_DISCARD_CE_CONTEXT", "yes",
                        "AWS_ASSUME_ROLE_ARN", "writer",
                        "NAME", "a_b",
                        "PORT", "70000",
                        "AWS_ENDPOINT_URL", "kinesis",
                        "AWS_ENDPOINT_URL_KINESIS", "http://me@host",
                        "AWS_ENDPOINT_URL_STS", "http://[::1")))
                .containsExactly(
                        "AWS_DISCARD_CE_CONTEXT: \"yes\" is not a boolean; expected true or false",
                        "PORT: \"70000\" is not a port; expected 0 to 65535",
                        "NAME: \"a_b\" is not a DNS label: expected 1 to 63 letters, digits and inner hyphens",
                        "ARN: \"orders\" does not start with \"arn:\"; "
                                + "expected arn:aws:kinesis:REGION:ACCOUNT:stream/NAME",
                        "AWS_KINESIS_PARTITION: is missing; give the partition key of the records",
                        "AWS_ASSUME_ROLE_ARN: \"writer\" is not a role's ARN; "
                                + "expected arn:aws:iam::ACCOUNT:role/NAME",
                        "AWS_ENDPOINT_URL: \"kinesis\" is not a URL; expected http(s)://HOST[:PORT]",
                        "AWS_ENDPOINT_URL_KINESIS: holds a user name or is not a URL; "
                                + "expected http(s)://HOST[:PORT]",
                        "AWS_ENDPOINT_URL_STS: \"http://[::1\" is not a URL; expected http(s)://HOST[:PORT]");
    }
}
