package dev.tmctl.cli.support;

import dev.tmctl.adapter.JsonLogFormatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Ends a server's process when the JVM itself has failed: it must not live on without the thread that failed, and
/// whoever supervises it starts it again. Where memory ends the JVM does so by itself, by the launcher's flags; this is
/// for what it leaves to the program, such as threads that the system does not make.
final class FatalErrors implements Thread.UncaughtExceptionHandler {
    private static final Logger LOG = Logger.getLogger("dev.tmctl");

    private FatalErrors() {}

    /// Looks after every thread of this process from now on.
    static void endTheProcess() {
        Thread.setDefaultUncaughtExceptionHandler(new FatalErrors());
    }

    @Override
    public void uncaughtException(Thread thread, Throwable error) {
        if (error instanceof VirtualMachineError) {
            System.err.println(JsonLogFormatter.fatal("the process ends: " + error));
            Runtime.getRuntime().halt(ExitCode.FAILED.code());
        }
        LogRecord record = new LogRecord(Level.SEVERE, "thread " + thread.getName() + " ended");
        record.setLoggerName(LOG.getName());
        record.setThrown(error);
        LOG.log(record);
    }
}
