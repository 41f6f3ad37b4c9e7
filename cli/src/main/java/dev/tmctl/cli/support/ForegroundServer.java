package dev.tmctl.cli.support;

import dev.tmctl.adapter.JsonLogFormatter;
import dev.tmctl.process.LogRotation;
import dev.tmctl.process.ManagedProcess;
import dev.tmctl.process.OldGenCollector;
import dev.tmctl.process.ProcessClaim;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A server that runs until it is told to stop (SIGTERM or Ctrl-C) and then drains.
public final class ForegroundServer {
    /// Loggers are held weakly by the log manager: without these references their levels could be forgotten.
    private static final List<Logger> OURS = new ArrayList<>();

    /// What is done for those who look after this process, or null when nobody does.
    private static @Nullable ProcessClaim claim;

    private ForegroundServer() {}

    /// Takes the place of the process that a parent wants to look after; to be called before anything is
    /// opened.
    ///
    /// @throws IOException when another process has it
    public static void claim() throws IOException {
        String record = System.getenv(ManagedProcess.RECORD_FILE);
        claim = record == null ? null : ProcessClaim.take(Path.of(record));
    }

    /// Sends the log to standard error, one JSON object per line: ours from INFO, libraries' from WARNING.
    /// Where that is the log of a process that the tool manages, it is kept short.
    public static void logToStandardError() {
        logToStandardError(Level.INFO);
    }

    /// The same with another level for ours; libraries never log more than their warnings.
    public static void logToStandardError(Level ours) {
        String file = System.getenv(ManagedProcess.LOG_FILE);
        LogRotation rotation = file == null ? null : new LogRotation(Path.of(file));
        Logger root = Logger.getLogger("");
        FatalErrors.speakInTheLog();
        root.addHandler(new LogLines(new JsonLogFormatter(), rotation));
        root.setLevel(ours.intValue() > Level.WARNING.intValue() ? ours : Level.WARNING);
        OURS.add(Logger.getLogger("awskinesistarget"));
        OURS.add(Logger.getLogger("dev.tmctl"));
        OURS.forEach(logger -> logger.setLevel(ours));
    }

    /// Tells a waiting parent that the server is ready, and waits for the end of the process; never returns.
    ///
    /// @param drain ends the server; called once, from the shutdown
    public static void run(int port, Runnable drain) throws IOException, InterruptedException {
        // SIGTERM is a request to stop, and when that has worked the status is 0 instead of the JVM's 143.
        AtomicInteger status = new AtomicInteger(ExitCode.DONE.code());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            drain.run();
            Runtime.getRuntime().halt(status.get());
        }));
        try {
            if (claim != null) {
                claim.ready(port, System.getenv().getOrDefault(ManagedProcess.FINGERPRINT, ""));
            }
        } catch (IOException e) {
            status.set(ExitCode.FAILED.code());
            throw e;
        }
        OldGenCollector.start();
        new CountDownLatch(1).await();
    }
}
