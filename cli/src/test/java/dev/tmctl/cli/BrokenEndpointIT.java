package dev.tmctl.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.cli.InstalledTmctl.Result;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An endpoint that is not well: what `send` says and how it ends, straight and through an adapter.
///
/// All events are sent before the tests and most of them at once, for an adapter tries each for half a minute.
class BrokenEndpointIT {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final String ARN = "arn:aws:kinesis:us-east-1:123456789012:stream/orders";
    private static final List<String> BROKEN = List.of(
            "hanging",
            "html-200",
            "html-500",
            "html-403",
            "cut-off",
            "reset",
            "throttling",
            "expired",
            "denied",
            "missing",
            "internal");

    /// Through an adapter of its own each, for events of one adapter share their requests.
    private static final List<String> THROUGH_ADAPTERS = List.of("html-500", "expired", "denied", "missing");

    private static final Map<String, Result> DIRECT = new HashMap<>();
    private static final Map<String, Result> ADAPTER = new HashMap<>();

    /// What else the tool said about the target with the broken endpoint.
    private static String logAndDescription = "";

    @BeforeAll
    static void sendEverything(@TempDir Path home) throws Exception {
        InstalledTmctl tmctl = new InstalledTmctl(home);
        Path secret = home.resolve("secret");
        Files.writeString(secret, SECRET + "\n");
        try (Endpoints endpoints = new Endpoints()) {
            create(tmctl, "refused", Endpoints.closed(), secret);
            Map<String, Future<Result>> waiting = new HashMap<>();
            waiting.put("refused", tmctl.runInBackground("send", "--target", "refused", "--id", "1", "refused"));
            for (String data : THROUGH_ADAPTERS) {
                create(tmctl, data, endpoints.uri(), secret);
                waiting.put(data, tmctl.runInBackground("send", "--target", data, "--id", "1", data));
            }
            for (String data : BROKEN) {
                DIRECT.put(data, direct(tmctl, endpoints.uri(), secret, data));
            }
            DIRECT.put("refused", direct(tmctl, Endpoints.closed(), secret, "refused"));
            for (Map.Entry<String, Future<Result>> sent : waiting.entrySet()) {
                ADAPTER.put(sent.getKey(), sent.getValue().get());
            }
            logAndDescription = tmctl.run("logs", "denied").out()
                    + tmctl.run("describe", "denied").out();
        } finally {
            Footprint.killAll(home);
        }
    }

    @AfterAll
    static void forget() {
        DIRECT.clear();
        ADAPTER.clear();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            refused    | 5 | EndpointUnreachable: connection refused by 127.0.0.1:PORT \
            | check the network, the region in the ARN and --endpoint
            hanging    | 5 | Timeout: no answer in time | check the network, the region in the ARN and --endpoint
            html-200   | 5 | InvalidAnswer: the endpoint answered, but not as Kinesis does \
            | check the network, the region in the ARN and --endpoint
            html-403   | 5 | HTTP403: the endpoint answered HTTP 403 without an AWS error \
            | check the network, the region in the ARN and --endpoint
            html-500   | 1 | HTTP500: the endpoint answered HTTP 500 without an AWS error \
            | try again later; check --endpoint if it is set
            cut-off    | 5 | InvalidAnswer: the endpoint answered, but not as Kinesis does | check the network, the region in the ARN and --endpoint
            reset      | 5 | EndpointUnreachable: the connection broke off before the whole response came \
            | check the network, the region in the ARN and --endpoint
            throttling | 1 | ProvisionedThroughputExceededException: Rate exceeded for shard shardId-0 \
            (request request-1) | send more slowly or give the stream more shards
            expired    | 4 | ExpiredTokenException: The security token included in the request is expired \
            (request request-1) | get new temporary credentials and create the target again with them
            denied     | 1 | AccessDeniedException: User: arn:aws:iam::123456789012:user/x is not authorized to perform: \
            kinesis:PutRecord (request request-1) | allow kinesis:PutRecord and kinesis:PutRecords on the stream
            missing    | 1 | ResourceNotFoundException: Stream orders under account 123456789012 not found. \
            (request request-1) | check the stream's name, account and region in the ARN
            internal   | 1 | InternalFailure: Internal service failure. (request request-1) \
            | try again later; check --endpoint if it is set
            """, quoteCharacter = '`')
    void should_say_what_aws_said_and_what_to_do(String data, int code, String message, String nextStep) {
        String expected =
                "error: event \"1\" was not stored in orders: " + message + "\n" + "hint:  " + nextStep + "\n";
        assertFailed(requireNonNull(DIRECT.get(data)), code, expected);
        if (ADAPTER.containsKey(data)) {
            assertFailed(ADAPTER.get(data), code, expected);
        }
    }

    @Test
    void should_have_gone_through_adapters_too() {
        assertThat(ADAPTER).containsOnlyKeys("refused", "html-500", "expired", "denied", "missing");
    }

    @Test
    void should_keep_the_secret_out_of_log_and_description() {
        assertThat(logAndDescription)
                .contains("error publishing to kinesis", "0 delivered, 1 failed")
                .doesNotContain(SECRET)
                .doesNotContain("\tat ");
    }

    private static void assertFailed(Result result, int code, String err) {
        // how many attempts fit into the time depends on the machine
        assertThat(Masked.text(result.err().replaceAll(" after \\d+ attempts: ", ": ")))
                .isEqualTo(err);
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(code);
    }

    private static void create(InstalledTmctl tmctl, String name, URI endpoint, Path secret) throws Exception {
        Result created = tmctl.run(
                "create",
                "target",
                "awskinesis",
                "--name",
                name,
                "--arn",
                ARN,
                "--partition",
                "p",
                "--endpoint",
                endpoint.toString(),
                "--auth.credentials.accessKeyID=@" + secret,
                "--auth.credentials.secretAccessKey=@" + secret);
        assertThat(created.code()).as(created.err()).isZero();
    }

    private static Result direct(InstalledTmctl tmctl, URI endpoint, Path secret, String data) throws Exception {
        return tmctl.run(
                "send",
                "--direct",
                "--timeout",
                // an answer that a busy machine gives late is no timeout
                data.equals("hanging") ? "2" : "4",
                "--arn",
                ARN,
                "--partition",
                "p",
                "--endpoint",
                endpoint.toString(),
                "--auth.credentials.accessKeyID=@" + secret,
                "--auth.credentials.secretAccessKey=@" + secret,
                "--id",
                "1",
                data);
    }
}
