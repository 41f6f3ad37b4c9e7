package dev.tmctl.cli.support;

import dev.tmctl.adapter.JsonLogFormatter;
import dev.tmctl.process.ManagedProcess;
import dev.tmctl.process.ProcessRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A server that runs until it is told to stop (SIGTERM or Ctrl-C) and then drains.
public final class ForegroundServer {
    private ForegroundServer() {}

    /// Sends the log to standard error, one JSON object per line: ours from INFO, libraries' from WARNING.
    public static void logToStandardError() {
        Handler handler = new ConsoleHandler();
        handler.setFormatter(new JsonLogFormatter());
        handler.setLevel(Level.ALL);
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        root.setLevel(Level.WARNING);
        for (String ours : new String[] {"awskinesistarget", "dev.tmctl"}) {
            OURS.add(Logger.getLogger(ours));
        }
        OURS.forEach(logger -> logger.setLevel(Level.INFO));
    }

    /// Loggers are held weakly by the log manager: without these references their levels could be forgotten.
    private static final java.util.List<Logger> OURS = new java.util.ArrayList<>();

    /// Tells a waiting parent that the server is ready, and returns when it has drained.
    ///
    /// @param drain ends the server; called once, from the shutdown
    public static void run(int port, Runnable drain) throws IOException, InterruptedException {
        CountDownLatch drained = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            drain.run();
            drained.countDown();
            // SIGTERM was a request to stop, and that has worked: 0 instead of the JVM's 143.
            Runtime.getRuntime().halt(ExitCode.DONE.code());
        }));
        String record = System.getenv(ManagedProcess.RECORD_FILE);
        if (record != null) {
            String fingerprint = System.getenv().getOrDefault(ManagedProcess.FINGERPRINT, "");
            ProcessRecord.ofThisProcess(port, fingerprint).write(Path.of(record));
        }
        drained.await();
    }
}
