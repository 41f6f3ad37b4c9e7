package dev.tmctl.cli.warmup;

import dev.tmctl.adapter.AdapterServer;
import dev.tmctl.adapter.AdapterSettings;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.local.LocalKinesis;
import dev.tmctl.local.LocalKinesisConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// The paths of the servers: the local Kinesis takes a stream, and an adapter puts events on it.
public final class ServerTraining {
    private static final String STREAM = "warm-up";

    /// The local Kinesis wants a signature, and takes any.
    private static final String SIGNATURE = "X-Amz-Date: 20200101T000000Z\r\nAuthorization: AWS4-HMAC-SHA256 "
            + "Credential=a/20200101/us-east-1/kinesis/aws4_request, SignedHeaders=host, Signature=a\r\n";

    private static final Duration DRAIN_WITHIN = Duration.ofSeconds(10);
    private static final int EVENTS = 20;
    private static final int TIMEOUT_MILLIS = 10_000;

    private final Path folder;
    private final UnwatchedCommands commands;

    /// @param folder an empty folder
    /// @param commands runs a command line
    public ServerTraining(Path folder, BiFunction<ConsoleIO, String[], Integer> commands) {
        this.folder = folder;
        this.commands = new UnwatchedCommands(folder, commands);
    }

    /// Starts both servers on free ports of loopback, uses them, and stops them.
    ///
    /// @throws IOException when one of them did not do its work
    public void run() throws IOException {
        runCommands();
        LocalKinesisConfig config = LocalKinesisConfig.in(folder.resolve("data"));
        try (LocalKinesis kinesis = LocalKinesis.start(config)) {
            request(
                    kinesis.port(),
                    "X-Amz-Target: Kinesis_20131202.CreateStream\r\nContent-Type: application/x-amz-json-1.1\r\n"
                            + SIGNATURE,
                    "{\"StreamName\":\"" + STREAM + "\",\"ShardCount\":1}");
            Map<String, String> environment = Map.of(
                    "ARN",
                    "arn:aws:kinesis:us-east-1:000000000000:stream/" + STREAM,
                    "AWS_KINESIS_PARTITION",
                    "p",
                    "PORT",
                    "0",
                    "TMCTL_ADAPTER_HOST",
                    "127.0.0.1",
                    "AWS_ENDPOINT_URL_KINESIS",
                    kinesis.endpoint().toString(),
                    "AWS_ACCESS_KEY_ID",
                    STREAM,
                    "AWS_SECRET_ACCESS_KEY",
                    STREAM);
            AdapterServer adapter = AdapterServer.start(AdapterSettings.fromEnvironment(environment), environment);
            try {
                for (String headers : List.of(
                        "Content-Type: application/json\r\nce-specversion: 1.0\r\nce-id: 1\r\nce-source: s\r\nce-type: t\r\n",
                        "Content-Type: text/plain\r\nce-specversion: 1.0\r\nce-id: 2\r\nce-source: s\r\nce-type: t\r\n")) {
                    for (int i = 0; i < EVENTS; i++) {
                        request(adapter.port(), headers, "{\"a\":1}");
                    }
                }
                request(
                        adapter.port(),
                        "Content-Type: application/cloudevents+json\r\n",
                        "{\"specversion\":\"1.0\",\"id\":\"3\",\"source\":\"s\",\"type\":\"t\",\"data\":{\"a\":1}}");
                exchange(adapter.port(), "GET /statusz", "", "");
            } finally {
                adapter.drain(DRAIN_WITHIN);
            }
        }
    }

    /// The command line around a server, as far as it goes before one runs: an adapter without its environment says
    /// what is missing.
    private void runCommands() throws IOException {
        commands.mustEndWith(ExitCode.FAILED, List.of("adapter"));
        commands.mustEndWith(ExitCode.USAGE, List.of("local", "run", "--no-such-option"));
    }

    private static void request(int port, String headers, String body) throws IOException {
        exchange(port, "POST /", headers, body);
    }

    private static void exchange(int port, String what, String headers, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = what + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n" + headers
                + "Content-Length: " + bytes.length + "\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(bytes);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String status = answer.readLine();
            if (status == null || !status.startsWith("HTTP/1.1 200")) {
                throw new IOException("answered " + status);
            }
        }
    }
}
