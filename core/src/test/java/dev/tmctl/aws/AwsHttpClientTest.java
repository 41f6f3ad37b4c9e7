package dev.tmctl.aws;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.delivery.DeliveryOptions;
import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.KinesisDelivery;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.target.Auth;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.PartitionKey;
import dev.tmctl.target.SecretText;
import dev.tmctl.target.StreamArn;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Endpoints whose answers have no end.
@Timeout(120)
class AwsHttpClientTest {
    private static final CloudEvent EVENT = CloudEventBuilder.v1()
            .withId("1")
            .withType("t")
            .withSource(URI.create("/s"))
            .withData("x".getBytes(ISO_8859_1))
            .build();

    private static final int MOST = 64 * 1024 * 1024;

    private final AtomicLong written = new AtomicLong();

    private void endless(OutputStream out, String start, String again) throws IOException {
        out.write(start.getBytes(ISO_8859_1));
        byte[] more = again.repeat(1 + 8192 / again.length()).getBytes(ISO_8859_1);
        while (written.addAndGet(more.length) < MOST) {
            out.write(more);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            headers         | HTTP/1.1 200 OK\\r\\n                                | X-More: 1\\r\\n
            a header        | HTTP/1.1 200 OK\\r\\nX-More:                         | x
            a folded header | HTTP/1.1 200 OK\\r\\nX-More: 1\\r\\n                 | ' x\\r\\n'
            a status line   | HTTP/1.1 200                                        | x
            a body          | HTTP/1.1 200 OK\\r\\n\\r\\n{"ShardId":"              | x
            another body    | HTTP/1.1 200 OK\\r\\n\\r\\n<html>                    | x
            an error        | HTTP/1.1 500 no\\r\\n\\r\\n                          | x
            chunks          | HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n | 1\\r\\nx\\r\\n
            a chunk's size  | HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1; | x
            trailers        | HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1\\r\\nx\\r\\n0\\r\\n | X-More: 1\\r\\n
            """)
    void should_end_early(String what, String start, String again) {
        try (RawServer server = new RawServer(
                        out -> endless(out, start.replace("\\r\\n", "\r\n"), again.replace("\\r\\n", "\r\n")));
                AwsClients clients = new AwsClients(
                        new KinesisTarget(
                                "orders",
                                StreamArn.parse("arn:aws:kinesis:eu-central-1:123456789012:stream/orders"),
                                new PartitionKey("key"),
                                new Auth.Credentials(
                                        new SecretText("AKIAEXAMPLE"), new SecretText("s3cret"), null, null),
                                null,
                                URI.create("http://" + server.authority()),
                                null,
                                false,
                                null),
                        Map.of("AWS_CBOR_DISABLE", "1"));
                KinesisDelivery delivery =
                        new KinesisDelivery(clients, DeliveryOptions.DEFAULT.withDeadline(Duration.ZERO))) {
            List<Outcome> outcomes = delivery.deliver(List.of(EVENT));
            assertThat(outcomes).singleElement().isInstanceOfSatisfying(Outcome.Failed.class, failure -> {
                assertThat(failure.kind()).isIn(FailureKind.UNREACHABLE, FailureKind.SERVICE);
                assertThat(failure.message()).hasSizeLessThan(500);
            });
            assertThat(written.get()).as(what).isLessThan(MOST / 2);
        }
    }
}
