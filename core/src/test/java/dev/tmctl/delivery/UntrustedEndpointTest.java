package dev.tmctl.delivery;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.tmctl.aws.AwsClients;
import dev.tmctl.target.Auth;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.PartitionKey;
import dev.tmctl.target.SecretText;
import dev.tmctl.target.StreamArn;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.io.EOFException;
import java.net.URI;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkClientException;

/// A certificate that is not trusted stays so, however often it is tried.
class UntrustedEndpointTest {
    private static Outcome.Failed untrusted(String why) {
        return new Outcome.Failed(
                FailureKind.UNTRUSTED,
                "CertificateNotTrusted",
                "the endpoint's certificate is not trusted: " + why,
                null,
                1);
    }

    private static SdkClientException handshake(String message, Throwable cause) {
        Throwable handshake = new SSLHandshakeException(message).initCause(cause);
        return SdkClientException.create("Unable to execute HTTP request: " + message, handshake);
    }

    @Test
    void failsAtTheFirstAttempt() {
        // WireMock's own certificate is signed by nobody
        WireMockServer server = new WireMockServer(
                wireMockConfig().bindAddress("127.0.0.1").httpDisabled(true).dynamicHttpsPort());
        server.start();
        KinesisTarget target = new KinesisTarget(
                "orders",
                StreamArn.parse("arn:aws:kinesis:eu-central-1:123456789012:stream/orders"),
                new PartitionKey("key"),
                new Auth.Credentials(new SecretText("AKIAEXAMPLE"), new SecretText("s3cret"), null, null),
                null,
                URI.create("https://127.0.0.1:" + server.httpsPort()),
                null,
                false,
                null);
        CloudEvent event = CloudEventBuilder.v1()
                .withId("1")
                .withSource(URI.create("/s"))
                .withType("t")
                .build();
        DeliveryOptions options = DeliveryOptions.DEFAULT
                .withDeadline(Duration.ofSeconds(30))
                .withBackoff(Duration.ofMillis(1), Duration.ofMillis(2));
        try (AwsClients clients = new AwsClients(target, Map.of());
                KinesisDelivery delivery = new KinesisDelivery(clients, options)) {
            assertThat(delivery.deliver(List.of(event)))
                    .containsExactly(untrusted("unable to find valid certification path to requested target"));
        } finally {
            server.stop();
        }
    }

    static Stream<SdkClientException> knowsCertificatesThatAreNotTrusted() {
        return Stream.of(
                handshake("why", new CertificateException("why")),
                handshake("PKIX path building failed", new CertPathBuilderException("why")),
                handshake(
                        "PKIX path validation failed",
                        new CertificateException(
                                "PKIX path validation failed",
                                new CertPathValidatorException(
                                        "validity check failed", new CertificateExpiredException("why")))),
                SdkClientException.create("Unable to execute HTTP request", new SSLPeerUnverifiedException("why")));
    }

    @ParameterizedTest
    @MethodSource
    void knowsCertificatesThatAreNotTrusted(SdkClientException thrown) {
        assertThat(AwsFailures.of(thrown)).isEqualTo(untrusted("why"));
    }

    /// A load balancer that restarts ends handshakes too.
    @Test
    void triesAgainAfterAHandshakeThatWasCutOff() {
        SdkClientException thrown = handshake("Remote host terminated the handshake", new EOFException("cut off"));
        assertThat(AwsFailures.of(thrown))
                .isEqualTo(new Outcome.Failed(
                        FailureKind.UNREACHABLE, "EndpointUnreachable", "no TLS connection is made", null, 1));
    }
}
