package dev.tmctl.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.tmctl.delivery.DeliveryOptions;
import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.FakeKinesis;
import dev.tmctl.delivery.KinesisDelivery;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.target.Auth;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.PartitionKey;
import dev.tmctl.target.SecretText;
import dev.tmctl.target.StreamArn;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkGlobalTime;

/// A machine whose clock is wrong: AWS refuses the signature and says in `Date` what time it is.
///
/// The SDK keeps the difference for the whole process, so that a new client begins with it.
@ResourceLock("the SDK's clock")
class ClockSkewTest {

    private static final DateTimeFormatter AMZ_DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final WireMockServer kinesis =
            new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());

    @BeforeEach
    void start() {
        kinesis.start();
        SdkGlobalTime.setGlobalTimeOffset(0);
    }

    @AfterEach
    void stop() {
        kinesis.stop();
        SdkGlobalTime.setGlobalTimeOffset(0);
    }

    private static ResponseDefinitionBuilder refusal(String code, Duration skew) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plus(skew).atZone(ZoneOffset.UTC));
        return FakeKinesis.error(400, code, "Signature expired: this is not what time it is")
                .withHeader("Date", date);
    }

    private void answers(ResponseDefinitionBuilder first, ResponseDefinitionBuilder others) {
        kinesis.stubFor(post(urlEqualTo("/"))
                .withHeader("X-Amz-Target", containing("PutRecord"))
                .inScenario("clock")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("told")
                .willReturn(first));
        kinesis.stubFor(post(urlEqualTo("/"))
                .withHeader("X-Amz-Target", containing("PutRecord"))
                .inScenario("clock")
                .whenScenarioStateIs("told")
                .willReturn(others));
    }

    private Outcome deliver() {
        KinesisTarget target = new KinesisTarget(
                "orders",
                StreamArn.parse("arn:aws:kinesis:eu-central-1:123456789012:stream/orders"),
                new PartitionKey("key"),
                new Auth.Credentials(new SecretText("AKIAEXAMPLE"), new SecretText("s3cret"), null, null),
                null,
                URI.create(kinesis.baseUrl()),
                null,
                false,
                null);
        DeliveryOptions options = DeliveryOptions.DEFAULT
                .withDeadline(Duration.ofSeconds(20))
                .withBackoff(Duration.ofMillis(1), Duration.ofMillis(2));
        try (AwsClients clients = new AwsClients(target, Map.of());
                KinesisDelivery delivery = new KinesisDelivery(clients, options)) {
            return delivery.deliver(List.of(CloudEventBuilder.v1()
                            .withId("1")
                            .withSource(URI.create("/s"))
                            .withType("t")
                            .build()))
                    .getFirst();
        }
    }

    /// When each request said that it was signed.
    private List<Instant> signed() {
        return kinesis.findAll(postRequestedFor(urlEqualTo("/"))).stream()
                .map(request -> AMZ_DATE.parse(request.getHeader("X-Amz-Date"), Instant::from))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "InvalidSignatureException,PT20M",
        "InvalidSignatureException,PT-20M",
        "RequestExpired,PT20M",
        "RequestExpired,PT-20M",
        "RequestTimeTooSkewed,PT20M"
    })
    void isPutRightForTheSecondAttempt(String code, Duration skew) {
        answers(refusal(code, skew), FakeKinesis.stored("1"));
        assertThat(deliver()).isEqualTo(new Outcome.Delivered("shardId-000000000000", "1", "NONE"));
        List<Instant> signed = signed();
        Instant now = Instant.now();
        assertThat(signed).hasSize(2);
        assertThat(signed.getFirst()).isCloseTo(now, within(60, ChronoUnit.SECONDS));
        assertThat(signed.getLast()).isCloseTo(now.plus(skew), within(60, ChronoUnit.SECONDS));
    }

    @Test
    void isRightFromTheStartForTheNextClient() {
        answers(refusal("InvalidSignatureException", Duration.ofMinutes(20)), FakeKinesis.stored("1"));
        assertThat(List.of(deliver(), deliver())).hasOnlyElementsOfType(Outcome.Delivered.class);
        assertThat(signed()).hasSize(3);
        assertThat(signed().getLast())
                .isCloseTo(Instant.now().plus(Duration.ofMinutes(20)), within(60, ChronoUnit.SECONDS));
    }

    @Test
    void isTriedOnceAndNoMore() {
        answers(
                refusal("InvalidSignatureException", Duration.ofMinutes(20)),
                refusal("InvalidSignatureException", Duration.ofMinutes(20)));
        assertThat(deliver())
                .isEqualTo(new Outcome.Failed(
                        FailureKind.CREDENTIALS,
                        "InvalidSignatureException",
                        "Signature expired: this is not what time it is",
                        "request-1",
                        2));
        assertThat(signed()).hasSize(2);
    }
}
