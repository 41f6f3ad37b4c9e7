package dev.tmctl.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.requestMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.matching.MatchResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// An endpoint that breaks in the way that the data of an event names.
final class Endpoints implements AutoCloseable {
    private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());
    private static final int LONGER_THAN_ANYBODY_WAITS_MILLIS = 600_000;

    private final WireMockServer server =
            new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());

    /// Starts it.
    Endpoints() {
        server.start();
        on("hanging", aResponse().withFixedDelay(LONGER_THAN_ANYBODY_WAITS_MILLIS));
        on("html-200", html(200));
        on("html-500", html(500));
        on("html-403", html(403));
        on("cut-off", aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));
        on("reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        on("throttling", error(400, "ProvisionedThroughputExceededException", "Rate exceeded for shard shardId-0"));
        on("expired", error(400, "ExpiredTokenException", "The security token included in the request is expired"));
        on(
                "denied",
                error(
                        400,
                        "AccessDeniedException",
                        "User: arn:aws:iam::123456789012:user/x is not authorized to perform: kinesis:PutRecord"));
        on("missing", error(400, "ResourceNotFoundException", "Stream orders under account 123456789012 not found."));
        on("internal", error(500, "InternalFailure", "Internal service failure."));
    }

    /// Where it listens.
    URI uri() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /// A port where nobody listens.
    static URI closed() {
        // a port that was free a moment ago may be somebody's by now
        return URI.create("http://127.0.0.1:1");
    }

    /// Refuses the signature of events with this data, as AWS does.
    void refuse(String data, String message) {
        on(data, error(403, "InvalidSignatureException", message));
    }

    private void on(String data, ResponseDefinitionBuilder answer) {
        server.stubFor(requestMatching(request ->
                        MatchResult.of(new String(request.getBody(), StandardCharsets.ISO_8859_1).contains(data)))
                .willReturn(answer));
    }

    private static ResponseDefinitionBuilder html(int status) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "text/html")
                .withBody("<html>\n<body>Please log in</body>\n</html>");
    }

    private static ResponseDefinitionBuilder error(int status, String code, String message) {
        try {
            return aResponse()
                    .withStatus(status)
                    .withHeader("Content-Type", "application/x-amz-cbor-1.1")
                    .withHeader("x-amzn-RequestId", "request-1")
                    .withBody(CBOR.writeValueAsBytes(Map.of("__type", code, "message", message)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
