package dev.tmctl.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.tmctl.delivery.FakeKinesis;
import dev.tmctl.target.Auth;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.PartitionKey;
import dev.tmctl.target.StreamArn;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// AWS STS and Kinesis on one free port. Kinesis stores every record.
public final class FakeAws implements AutoCloseable {

    private final WireMockServer server =
            new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());

    FakeAws() {
        server.start();
        server.stubFor(post(urlEqualTo("/"))
                .withHeader("X-Amz-Target", containing("PutRecord"))
                .willReturn(FakeKinesis.stored("1")));
    }

    Map<String, String> environment() {
        return Map.of("AWS_ENDPOINT_URL_STS", server.baseUrl());
    }

    KinesisTarget target(String name, Auth auth) {
        return new KinesisTarget(
                name,
                StreamArn.parse("arn:aws:kinesis:eu-central-1:123456789012:stream/orders"),
                new PartitionKey("key"),
                auth,
                null,
                URI.create(server.baseUrl()),
                null,
                false,
                null);
    }

    URI url() {
        return URI.create(server.baseUrl());
    }

    /// STS's answers in turn; the last one stays.
    void stsAnswers(ResponseDefinitionBuilder... answers) {
        for (int i = 0; i < answers.length; i++) {
            server.stubFor(post(urlEqualTo("/"))
                    .withHeader("X-Amz-Target", absent())
                    .inScenario("sts")
                    .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "answer " + i)
                    .willSetStateTo("answer " + (i + 1))
                    .willReturn(answers[i]));
        }
        server.stubFor(post(urlEqualTo("/"))
                .withHeader("X-Amz-Target", absent())
                .atPriority(10)
                .willReturn(answers[answers.length - 1]));
    }

    /// STS's credentials, whose parts all hold `id`.
    public static ResponseDefinitionBuilder credentials(String operation, String id, Instant expires) {
        return aResponse().withHeader("Content-Type", "text/xml").withBody("""
                <%1$sResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><%1$sResult>
                <AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/writer/s</Arn>
                <AssumedRoleId>AROA:s</AssumedRoleId></AssumedRoleUser>
                <Credentials><AccessKeyId>ASIAROLE0000%2$s</AccessKeyId><SecretAccessKey>secret-%2$s</SecretAccessKey>
                <SessionToken>token-%2$s</SessionToken><Expiration>%3$s</Expiration></Credentials>
                </%1$sResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></%1$sResponse>
                """.formatted(
                        operation, id, expires.truncatedTo(ChronoUnit.SECONDS)));
    }

    /// STS's refusal.
    public static ResponseDefinitionBuilder stsError(int status, String code, String message) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "text/xml")
                .withBody("""
                <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
                <Code>%s</Code><Message>%s</Message></Error><RequestId>sts-1</RequestId></ErrorResponse>
                """.formatted(code, message));
    }

    /// The requests that STS got, each as its form's fields.
    List<Map<String, String>> stsForms() {
        return stsRequests().stream()
                .map(request -> form(request.getBodyAsString()))
                .toList();
    }

    List<LoggedRequest> stsRequests() {
        return server.findAll(postRequestedFor(urlEqualTo("/")).withHeader("X-Amz-Target", absent()));
    }

    List<LoggedRequest> kinesisRequests() {
        return server.findAll(postRequestedFor(urlEqualTo("/")).withHeader("X-Amz-Target", containing("Kinesis")));
    }

    private static Map<String, String> form(String body) {
        Map<String, String> fields = new TreeMap<>();
        for (String field : body.split("&")) {
            int equals = field.indexOf('=');
            fields.put(
                    field.substring(0, equals), URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return fields;
    }

    /// The key that signed a request, and its session token.
    static String signer(LoggedRequest request) {
        String authorization = request.getHeader("Authorization");
        int start = authorization.indexOf("Credential=") + "Credential=".length();
        return authorization.substring(start, authorization.indexOf('/', start)) + " "
                + request.getHeader("X-Amz-Security-Token");
    }

    @Override
    public void close() {
        server.stop();
    }
}
