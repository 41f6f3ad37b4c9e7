package dev.tmctl.bench.subject;

import dev.tmctl.bench.stub.StubServer;
import dev.tmctl.http.HttpServer;

/// What the adapter's HTTP server can do at best: reads the body and answers 200.
public final class NoopServerMain {
    private NoopServerMain() {}

    public static void main(String[] arguments) throws Exception {
        HttpServer server = StubServer.start(null, (exchange, body) -> exchange.send(200, new byte[0]));
        Protocol.say("READY " + server.port(0));
        Protocol.awaitEnd();
        System.exit(0);
    }
}
