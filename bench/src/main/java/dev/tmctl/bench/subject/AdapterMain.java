package dev.tmctl.bench.subject;

import dev.tmctl.adapter.AdapterServer;
import dev.tmctl.adapter.AdapterSettings;
import dev.tmctl.adapter.JsonLogFormatter;
import dev.tmctl.process.OldGenCollector;
import java.time.Duration;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Ours through HTTP: the adapter as `tmctl adapter` runs it, its log of every event included.
public final class AdapterMain {
    private static final Logger OURS = Logger.getLogger("awskinesistarget");

    private AdapterMain() {}

    public static void main(String[] arguments) throws Exception {
        OldGenCollector.start();
        Handler handler = new ConsoleHandler();
        handler.setFormatter(new JsonLogFormatter());
        handler.setLevel(Level.ALL);
        Logger root = Logger.getLogger("");
        for (Handler other : root.getHandlers()) {
            root.removeHandler(other);
        }
        root.addHandler(handler);
        root.setLevel(Level.WARNING);
        OURS.setLevel(Level.INFO);
        AdapterServer server = AdapterServer.start(AdapterSettings.fromEnvironment(System.getenv()), System.getenv());
        Protocol.say("READY " + server.port());
        Protocol.awaitEnd();
        server.drain(Duration.ofSeconds(5));
        System.exit(0);
    }
}
