package dev.tmctl.bench.subject;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;

/// What the adapter's HTTP library can do at best: reads the body and answers 200.
public final class NoopServerMain {
    private NoopServerMain() {}

    public static void main(String[] arguments) throws Exception {
        WebServer server = WebServer.builder()
                .address(InetAddress.ofLiteral("127.0.0.1"))
                .port(0)
                .connectionOptions(options -> options.tcpNoDelay(true))
                .routing(routing -> routing.any(NoopServerMain::handle))
                .build()
                .start();
        Protocol.say("READY " + server.port());
        Protocol.awaitEnd();
        System.exit(0);
    }

    private static void handle(ServerRequest request, ServerResponse response) throws IOException {
        try (InputStream in = request.content().inputStream()) {
            in.readAllBytes();
        }
        response.send(new byte[0]);
    }
}
